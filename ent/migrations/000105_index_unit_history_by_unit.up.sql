CREATE INDEX "unit_history_by_unit" ON "unit_history" ("tenant_id", "unit_id", "create_time", "id");
