CREATE INDEX "consultation_by_issue" ON "consultation" ("tenant_id", "issue_id", "create_time", "id");
