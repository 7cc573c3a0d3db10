CREATE INDEX "exclusion_by_unit" ON "exclusion" ("tenant_id", "unit_id", "create_time", "id");
