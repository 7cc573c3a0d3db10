CREATE INDEX "rework_by_unit" ON "rework" ("tenant_id", "unit_id", "create_time", "id");
