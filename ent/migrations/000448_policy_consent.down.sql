DROP POLICY "consent_tenant" ON "consent";
