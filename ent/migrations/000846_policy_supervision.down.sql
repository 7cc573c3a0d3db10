DROP POLICY "supervision_tenant" ON "supervision";
