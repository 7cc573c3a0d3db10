CREATE INDEX "campaign_by_unit" ON "campaign" ("tenant_id", "unit_id", "create_time", "id");
