CREATE INDEX "stay_by_issue" ON "stay" ("tenant_id", "issue_id", "start_time", "id");
