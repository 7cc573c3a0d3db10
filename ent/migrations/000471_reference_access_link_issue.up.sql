ALTER TABLE access_link ADD CONSTRAINT access_link_issue_fkey FOREIGN KEY (tenant_id, issue_id) REFERENCES issue (tenant_id, id);
