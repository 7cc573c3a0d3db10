ALTER TABLE redaction_reveal ADD CONSTRAINT redaction_reveal_redaction_fkey FOREIGN KEY (tenant_id, redaction_id) REFERENCES redaction (tenant_id, id);
