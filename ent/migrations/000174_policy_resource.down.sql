DROP POLICY "resource_tenant" ON "resource";
