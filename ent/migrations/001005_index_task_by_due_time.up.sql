CREATE INDEX "task_by_due_time" ON "task" ("tenant_id", "due_time", "id");
