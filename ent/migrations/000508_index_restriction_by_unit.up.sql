CREATE INDEX "restriction_by_unit" ON "restriction" ("tenant_id", "unit_id", "create_time", "id");
