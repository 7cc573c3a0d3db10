DROP POLICY "dispatch_objection_tenant" ON "dispatch_objection";
