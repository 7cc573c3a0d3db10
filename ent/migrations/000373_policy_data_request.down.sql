DROP POLICY "data_request_tenant" ON "data_request";
