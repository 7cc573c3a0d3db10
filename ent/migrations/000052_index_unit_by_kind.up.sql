CREATE INDEX "unit_by_kind" ON "unit" ("tenant_id", "kind", "create_time", "id");
