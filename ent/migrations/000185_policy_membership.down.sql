DROP POLICY "membership_tenant" ON "membership";
