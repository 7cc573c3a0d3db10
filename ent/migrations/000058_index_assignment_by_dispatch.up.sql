CREATE INDEX "assignment_by_dispatch" ON "assignment" ("tenant_id", "dispatch_id", "create_time", "id");
