DROP POLICY refresh_token_tenant ON refresh_token;
