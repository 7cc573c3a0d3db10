ALTER TABLE incident_issue ADD CONSTRAINT incident_issue_issue_fkey FOREIGN KEY (tenant_id, issue_id) REFERENCES issue (tenant_id, id);
