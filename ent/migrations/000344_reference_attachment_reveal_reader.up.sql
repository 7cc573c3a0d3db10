ALTER TABLE attachment_reveal ADD CONSTRAINT attachment_reveal_reader_fkey FOREIGN KEY (tenant_id, reader_id) REFERENCES person (tenant_id, id);
