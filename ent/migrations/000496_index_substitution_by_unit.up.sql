CREATE INDEX "substitution_by_unit" ON "substitution" ("tenant_id", "unit_id", "create_time", "id");
