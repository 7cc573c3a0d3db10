CREATE INDEX following_by_category ON following (tenant_id, category_id) WHERE tell_time IS NULL AND category_id IS NOT NULL;
