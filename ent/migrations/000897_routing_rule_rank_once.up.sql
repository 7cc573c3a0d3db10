ALTER TABLE routing_rule ADD CONSTRAINT routing_rule_rank_once EXCLUDE USING gist (tenant_id WITH =, rank WITH =, tstzrange(start_time, end_time) WITH &&);
