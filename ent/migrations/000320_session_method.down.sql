ALTER TABLE session DROP CONSTRAINT session_method;
