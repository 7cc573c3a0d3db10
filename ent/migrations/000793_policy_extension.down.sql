DROP POLICY "extension_tenant" ON "extension";
