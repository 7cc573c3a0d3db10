ALTER TABLE issue_text ADD CONSTRAINT issue_text_issue_fkey FOREIGN KEY (tenant_id, issue_id) REFERENCES issue (tenant_id, id);
