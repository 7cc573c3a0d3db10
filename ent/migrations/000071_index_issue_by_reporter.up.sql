CREATE INDEX "issue_by_reporter" ON "issue" ("tenant_id", "reporter_id", "create_time", "id");
