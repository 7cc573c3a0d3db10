ALTER TABLE "nomination" DROP CONSTRAINT "nomination_campaign_fkey";
