ALTER TABLE assignment ADD CONSTRAINT assignment_handled CHECK ((handler_id IS NULL) = (handle_time IS NULL));
