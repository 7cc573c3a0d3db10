ALTER TABLE issue_assist ADD CONSTRAINT issue_assist_issue_fkey FOREIGN KEY (tenant_id, issue_id) REFERENCES issue (tenant_id, id);
