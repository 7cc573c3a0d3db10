ALTER TABLE incident_issue ADD CONSTRAINT incident_issue_incident_fkey FOREIGN KEY (tenant_id, incident_id) REFERENCES incident (tenant_id, id);
