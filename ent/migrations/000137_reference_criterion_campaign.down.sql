ALTER TABLE "criterion" DROP CONSTRAINT "criterion_campaign_fkey";
