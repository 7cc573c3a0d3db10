DROP POLICY "following_tenant" ON "following";
