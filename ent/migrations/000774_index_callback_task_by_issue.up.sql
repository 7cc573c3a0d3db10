CREATE INDEX "callback_task_by_issue" ON "callback_task" ("tenant_id", "issue_id");
