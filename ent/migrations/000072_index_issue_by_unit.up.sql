CREATE INDEX "issue_by_unit" ON "issue" ("tenant_id", "unit_id", "create_time", "id");
