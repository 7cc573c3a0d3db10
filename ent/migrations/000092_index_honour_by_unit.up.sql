CREATE INDEX "honour_by_unit" ON "honour" ("tenant_id", "unit_id", "create_time", "id");
