CREATE INDEX "chain_link_by_time" ON "chain_link" ("tenant_id", "start_time", "id");
