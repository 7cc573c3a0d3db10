ALTER TABLE "score_sheet" ADD CONSTRAINT "score_sheet_campaign_fkey" FOREIGN KEY ("tenant_id", "campaign_id") REFERENCES "campaign" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
