DROP POLICY "retrospective_unit_tenant" ON "retrospective_unit";
