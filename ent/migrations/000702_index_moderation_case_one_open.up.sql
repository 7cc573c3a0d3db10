CREATE UNIQUE INDEX moderation_case_one_open ON moderation_case (tenant_id, subject) WHERE decide_time IS NULL;
