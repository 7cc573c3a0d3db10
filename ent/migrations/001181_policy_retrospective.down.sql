DROP POLICY "retrospective_tenant" ON "retrospective";
