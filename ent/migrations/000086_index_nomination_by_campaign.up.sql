CREATE INDEX "nomination_by_campaign" ON "nomination" ("tenant_id", "campaign_id", "create_time", "id");
