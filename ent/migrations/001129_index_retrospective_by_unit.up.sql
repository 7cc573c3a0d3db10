CREATE INDEX "retrospective_by_unit" ON "retrospective" ("tenant_id", "unit_id", "create_time", "id");
