CREATE INDEX "criterion_by_campaign" ON "criterion" ("tenant_id", "campaign_id", "create_time", "id");
