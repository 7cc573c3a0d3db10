CREATE INDEX refresh_token_by_session ON refresh_token (tenant_id, session_id);
