DROP POLICY "mandate_tenant" ON "mandate";
