CREATE INDEX "absence_by_unit" ON "absence" ("tenant_id", "unit_id", "create_time", "id");
