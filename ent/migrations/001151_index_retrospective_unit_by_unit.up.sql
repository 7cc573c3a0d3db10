CREATE INDEX "retrospective_unit_by_unit" ON "retrospective_unit" ("tenant_id", "unit_id", "retrospective_create_time", "retrospective_id");
