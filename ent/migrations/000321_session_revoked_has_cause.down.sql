ALTER TABLE session DROP CONSTRAINT session_revoked_has_cause;
