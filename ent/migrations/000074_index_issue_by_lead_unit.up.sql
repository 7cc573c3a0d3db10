CREATE INDEX "issue_by_lead_unit" ON "issue" ("tenant_id", "lead_unit_id", "create_time", "id");
