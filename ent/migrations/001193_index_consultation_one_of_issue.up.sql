CREATE UNIQUE INDEX consultation_one_of_issue ON consultation (tenant_id, issue_id) WHERE state = 'OPEN';
