CREATE INDEX "rework_by_assignment" ON "rework" ("tenant_id", "assignment_id", "create_time", "id");
