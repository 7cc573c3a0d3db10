ALTER TABLE assignment
    ADD CONSTRAINT assignment_extended CHECK (extension_count >= 0 AND (extension_count = 0) = (original_due_time IS NULL));
