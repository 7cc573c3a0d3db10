ALTER TABLE mandate ADD CONSTRAINT mandate_consent_by_guardian CHECK (basis = 'GUARDIANSHIP' OR NOT acts ? 'CONSENT');
