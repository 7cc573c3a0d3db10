CREATE INDEX "callback_task_by_unit" ON "callback_task" ("tenant_id", "unit_id", "create_time", "id");
