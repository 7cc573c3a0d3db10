CREATE INDEX "rating_by_unit" ON "rating" ("tenant_id", "unit_id", "create_time", "id");
