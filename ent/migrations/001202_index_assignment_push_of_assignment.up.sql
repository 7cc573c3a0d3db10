CREATE UNIQUE INDEX "assignment_push_of_assignment" ON "assignment_push" ("tenant_id", "assignment_id");
