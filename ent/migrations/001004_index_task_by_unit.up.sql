CREATE INDEX "task_by_unit" ON "task" ("tenant_id", "unit_id", "due_time", "id");
