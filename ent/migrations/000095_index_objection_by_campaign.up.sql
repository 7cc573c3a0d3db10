CREATE INDEX "objection_by_campaign" ON "objection" ("tenant_id", "campaign_id", "create_time", "id");
