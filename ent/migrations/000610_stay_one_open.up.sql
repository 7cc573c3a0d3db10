CREATE UNIQUE INDEX stay_one_open ON stay (tenant_id, issue_id) WHERE end_time IS NULL;
