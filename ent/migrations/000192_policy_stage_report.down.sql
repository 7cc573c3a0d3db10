DROP POLICY "stage_report_tenant" ON "stage_report";
