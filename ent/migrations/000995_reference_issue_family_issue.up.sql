ALTER TABLE issue_family ADD CONSTRAINT issue_family_issue_fkey FOREIGN KEY (tenant_id, issue_id) REFERENCES issue (tenant_id, id);
