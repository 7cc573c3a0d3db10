CREATE INDEX "resource_by_time" ON "resource" ("tenant_id", "create_time", "id");
