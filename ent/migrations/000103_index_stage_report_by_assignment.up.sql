CREATE INDEX "stage_report_by_assignment" ON "stage_report" ("tenant_id", "assignment_id", "create_time", "id");
