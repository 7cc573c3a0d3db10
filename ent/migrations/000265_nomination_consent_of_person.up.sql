ALTER TABLE nomination ADD CONSTRAINT nomination_consent_of_person CHECK (person_id IS NOT NULL OR NOT publication_consent);
