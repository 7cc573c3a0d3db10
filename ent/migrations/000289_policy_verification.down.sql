DROP POLICY "verification_tenant" ON "verification";
