CREATE INDEX moderation_case_open_by_unit ON moderation_case (tenant_id, unit_id, create_time, id) WHERE decide_time IS NULL;
