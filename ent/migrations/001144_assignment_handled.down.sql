ALTER TABLE assignment DROP CONSTRAINT assignment_handled;
