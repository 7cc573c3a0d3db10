CREATE INDEX "visit_by_assignment" ON "visit" ("tenant_id", "assignment_id", "create_time", "id");
