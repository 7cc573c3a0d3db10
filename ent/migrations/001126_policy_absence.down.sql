DROP POLICY "absence_tenant" ON "absence";
