CREATE INDEX "dispatch_objection_by_assignment" ON "dispatch_objection" ("tenant_id", "assignment_id", "create_time", "id");
