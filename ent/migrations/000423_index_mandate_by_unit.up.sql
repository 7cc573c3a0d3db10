CREATE INDEX "mandate_by_unit" ON "mandate" ("tenant_id", "unit_id", "create_time", "id");
