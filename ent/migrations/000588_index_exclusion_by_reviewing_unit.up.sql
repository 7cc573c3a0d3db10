CREATE INDEX "exclusion_by_reviewing_unit" ON "exclusion" ("tenant_id", "reviewing_unit_id", "create_time", "id");
