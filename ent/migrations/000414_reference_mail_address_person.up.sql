ALTER TABLE mail_address ADD CONSTRAINT mail_address_person_fkey FOREIGN KEY (tenant_id, id) REFERENCES person (tenant_id, id);
