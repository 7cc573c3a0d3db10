CREATE INDEX moderation_case_open_by_time ON moderation_case (tenant_id, create_time, id) WHERE decide_time IS NULL;
