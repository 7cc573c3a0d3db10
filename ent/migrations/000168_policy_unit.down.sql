DROP POLICY "unit_tenant" ON "unit";
