CREATE INDEX "hand_over_by_to_unit" ON "hand_over" ("tenant_id", "to_unit_id", "create_time", "id");
