CREATE INDEX incident_issue_by_incident ON incident_issue (tenant_id, incident_id, join_time, issue_id);
