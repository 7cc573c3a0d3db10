ALTER TABLE credential ADD CONSTRAINT credential_person_fkey FOREIGN KEY (tenant_id, id) REFERENCES person (tenant_id, id);
