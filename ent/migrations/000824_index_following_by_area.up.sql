CREATE INDEX following_by_area ON following (tenant_id, area_id) WHERE tell_time IS NULL AND area_id IS NOT NULL;
