CREATE INDEX "supervision_by_unit" ON "supervision" ("tenant_id", "unit_id", "create_time", "id");
