CREATE INDEX "callback_task_by_time" ON "callback_task" ("tenant_id", "create_time", "id");
