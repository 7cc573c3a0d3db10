CREATE INDEX "task_by_owner" ON "task" ("tenant_id", "owner_id", "due_time", "id");
