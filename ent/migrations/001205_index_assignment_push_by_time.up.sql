CREATE INDEX "assignment_push_by_time" ON "assignment_push" ("tenant_id", "create_time", "id");
