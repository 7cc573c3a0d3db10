ALTER TABLE recovery_code ADD CONSTRAINT recovery_code_credential_fkey FOREIGN KEY (tenant_id, credential_id) REFERENCES credential (tenant_id, id);
