CREATE INDEX "chain_link_by_unit" ON "chain_link" ("tenant_id", "unit_id", "start_time", "id");
