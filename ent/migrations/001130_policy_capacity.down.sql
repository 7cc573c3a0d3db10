DROP POLICY "capacity_tenant" ON "capacity";
