CREATE INDEX "extension_by_assignment" ON "extension" ("tenant_id", "assignment_id", "create_time", "id");
