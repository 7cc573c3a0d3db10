DROP POLICY "role_tenant" ON "role";
