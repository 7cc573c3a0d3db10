CREATE INDEX following_by_issue ON following (tenant_id, issue_id) WHERE tell_time IS NULL AND issue_id IS NOT NULL;
