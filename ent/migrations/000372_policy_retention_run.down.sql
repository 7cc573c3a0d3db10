DROP POLICY "retention_run_tenant" ON "retention_run";
