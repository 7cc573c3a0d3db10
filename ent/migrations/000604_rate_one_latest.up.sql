CREATE UNIQUE INDEX rate_one_latest ON rate (tenant_id, period, dimension, measured_id) WHERE superseded_time IS NULL;
