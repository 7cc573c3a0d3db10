ALTER TABLE message_quota ADD CONSTRAINT message_quota_person_fkey FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, id);
