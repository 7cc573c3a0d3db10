CREATE UNIQUE INDEX "criterion_title_unique" ON "criterion" ("tenant_id", "campaign_id", "title");
