DROP POLICY "api_client_tenant" ON "api_client";
