CREATE UNIQUE INDEX retrospective_one_of_issue ON retrospective (tenant_id, issue_id) WHERE state = 'OPEN';
