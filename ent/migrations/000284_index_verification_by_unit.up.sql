CREATE INDEX "verification_by_unit" ON "verification" ("tenant_id", "unit_id", "create_time", "id");
