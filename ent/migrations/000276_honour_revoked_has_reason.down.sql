ALTER TABLE honour DROP CONSTRAINT honour_revoked_has_reason;
