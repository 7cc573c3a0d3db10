DROP POLICY "unit_history_tenant" ON "unit_history";
