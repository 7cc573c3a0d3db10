CREATE UNIQUE INDEX privacy_notice_one_in_force ON privacy_notice (tenant_id, purpose) WHERE supersede_time IS NULL;
