CREATE UNIQUE INDEX issue_family_member ON issue_family (tenant_id, issue_id, parent_id);
