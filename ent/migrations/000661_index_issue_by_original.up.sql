CREATE INDEX issue_by_original ON issue (tenant_id, duplicate_of_id) WHERE duplicate_of_id IS NOT NULL;
