CREATE INDEX idempotency_key_by_expiry ON idempotency_key (tenant_id, expire_time);
