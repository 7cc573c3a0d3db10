DROP POLICY "exclusion_tenant" ON "exclusion";
