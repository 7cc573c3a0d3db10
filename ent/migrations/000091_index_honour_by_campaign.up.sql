CREATE INDEX "honour_by_campaign" ON "honour" ("tenant_id", "campaign_id", "create_time", "id");
