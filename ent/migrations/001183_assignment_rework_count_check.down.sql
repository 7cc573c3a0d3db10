ALTER TABLE assignment DROP CONSTRAINT assignment_rework_count;
