DROP POLICY "dispatch_tenant" ON "dispatch";
