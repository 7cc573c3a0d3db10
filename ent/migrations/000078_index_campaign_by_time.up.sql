CREATE INDEX "campaign_by_time" ON "campaign" ("tenant_id", "create_time", "id");
