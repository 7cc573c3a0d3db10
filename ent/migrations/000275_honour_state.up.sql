ALTER TABLE honour ADD CONSTRAINT honour_state CHECK (state IN ('VALID', 'REVOKED'));
