CREATE INDEX issue_family_by_parent ON issue_family (tenant_id, parent_id);
