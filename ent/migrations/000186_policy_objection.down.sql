DROP POLICY "objection_tenant" ON "objection";
