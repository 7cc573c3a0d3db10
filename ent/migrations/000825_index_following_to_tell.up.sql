CREATE INDEX following_to_tell ON following (tenant_id, tell_time) WHERE tell_time IS NOT NULL;
