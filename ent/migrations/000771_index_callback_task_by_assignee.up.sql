CREATE INDEX "callback_task_by_assignee" ON "callback_task" ("tenant_id", "assignee_id", "create_time", "id");
