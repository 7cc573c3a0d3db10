CREATE INDEX "capacity_by_unit" ON "capacity" ("tenant_id", "unit_id", "create_time", "id");
