ALTER TABLE external_identity ADD CONSTRAINT external_identity_person_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id);
