CREATE UNIQUE INDEX hold_one_lasting ON hold (tenant_id, issue_id) WHERE end_time IS NULL;
