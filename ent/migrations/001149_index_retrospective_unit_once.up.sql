CREATE UNIQUE INDEX "retrospective_unit_once" ON "retrospective_unit" ("tenant_id", "retrospective_id", "unit_id");
