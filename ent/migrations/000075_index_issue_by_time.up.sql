CREATE INDEX "issue_by_time" ON "issue" ("tenant_id", "create_time", "id");
