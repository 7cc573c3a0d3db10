CREATE INDEX "membership_by_unit" ON "membership" ("tenant_id", "unit_id", "create_time", "id");
