CREATE UNIQUE INDEX credential_username_unique ON credential (tenant_id, username_key);
