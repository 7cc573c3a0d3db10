DROP POLICY "rate_tenant" ON "rate";
