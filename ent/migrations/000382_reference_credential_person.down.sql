ALTER TABLE credential DROP CONSTRAINT credential_person_fkey;
