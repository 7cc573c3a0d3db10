CREATE INDEX "saved_filter_by_unit" ON "saved_filter" ("tenant_id", "unit_id", "create_time", "id");
