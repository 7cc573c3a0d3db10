ALTER TABLE attachment_reveal ADD CONSTRAINT attachment_reveal_attachment_fkey FOREIGN KEY (tenant_id, attachment_id) REFERENCES attachment (tenant_id, id);
