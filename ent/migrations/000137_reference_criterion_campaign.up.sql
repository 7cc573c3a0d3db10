ALTER TABLE "criterion" ADD CONSTRAINT "criterion_campaign_fkey" FOREIGN KEY ("tenant_id", "campaign_id") REFERENCES "campaign" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
