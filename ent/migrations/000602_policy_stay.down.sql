DROP POLICY "stay_tenant" ON "stay";
