CREATE UNIQUE INDEX chain_link_one_last ON chain_link (tenant_id, issue_id) WHERE end_time IS NULL;
