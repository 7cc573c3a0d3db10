CREATE UNIQUE INDEX route_proposal_one_open ON route_proposal (tenant_id, issue_id) WHERE state = 'OPEN';
