DROP POLICY "rework_tenant" ON "rework";
