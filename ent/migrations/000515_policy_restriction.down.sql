DROP POLICY "restriction_tenant" ON "restriction";
