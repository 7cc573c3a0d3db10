CREATE INDEX "hand_over_by_unit" ON "hand_over" ("tenant_id", "unit_id", "create_time", "id");
