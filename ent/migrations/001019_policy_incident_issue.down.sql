DROP POLICY incident_issue_tenant ON incident_issue;
