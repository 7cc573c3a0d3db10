CREATE INDEX "task_by_issue" ON "task" ("tenant_id", "issue_id", "due_time", "id");
