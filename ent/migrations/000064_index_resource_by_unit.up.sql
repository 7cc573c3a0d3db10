CREATE INDEX "resource_by_unit" ON "resource" ("tenant_id", "unit_id", "create_time", "id");
