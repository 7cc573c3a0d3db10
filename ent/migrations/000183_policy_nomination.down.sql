DROP POLICY "nomination_tenant" ON "nomination";
