ALTER TABLE redaction_reveal ADD CONSTRAINT redaction_reveal_reader_fkey FOREIGN KEY (tenant_id, reader_id) REFERENCES person (tenant_id, id);
