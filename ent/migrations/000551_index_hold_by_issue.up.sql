CREATE INDEX "hold_by_issue" ON "hold" ("tenant_id", "issue_id", "create_time", "id");
