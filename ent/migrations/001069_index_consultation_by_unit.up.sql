CREATE INDEX "consultation_by_unit" ON "consultation" ("tenant_id", "unit_id", "create_time", "id");
