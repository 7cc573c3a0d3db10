ALTER TABLE honour ADD CONSTRAINT honour_revoked_has_reason CHECK ((state = 'REVOKED') = (revoke_time IS NOT NULL) AND (state = 'REVOKED') = (revoke_reason <> ''));
