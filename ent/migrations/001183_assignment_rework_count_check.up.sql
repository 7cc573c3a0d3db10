ALTER TABLE assignment ADD CONSTRAINT assignment_rework_count CHECK (rework_count >= 0);
