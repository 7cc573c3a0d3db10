CREATE INDEX refresh_token_by_expiry ON refresh_token (tenant_id, expire_time);
