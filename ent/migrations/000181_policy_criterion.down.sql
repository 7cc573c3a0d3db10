DROP POLICY "criterion_tenant" ON "criterion";
