CREATE INDEX "place_by_unit" ON "place" ("tenant_id", "unit_id", "kind", "create_time", "id");
