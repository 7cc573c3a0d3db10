CREATE INDEX "score_sheet_by_campaign" ON "score_sheet" ("tenant_id", "campaign_id");
