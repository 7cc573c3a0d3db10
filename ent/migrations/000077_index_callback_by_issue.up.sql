CREATE INDEX "callback_by_issue" ON "callback" ("tenant_id", "issue_id", "create_time", "id");
