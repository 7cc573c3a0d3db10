DROP POLICY "revision_tenant" ON "revision";
