DROP POLICY "flag_tenant" ON "flag";
