ALTER TABLE mandate DROP CONSTRAINT mandate_consent_by_guardian;
