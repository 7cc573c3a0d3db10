ALTER TABLE public_issue ADD CONSTRAINT public_issue_issue_fkey FOREIGN KEY (tenant_id, issue_id) REFERENCES issue (tenant_id, id);
