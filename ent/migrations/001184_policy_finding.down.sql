DROP POLICY "finding_tenant" ON "finding";
