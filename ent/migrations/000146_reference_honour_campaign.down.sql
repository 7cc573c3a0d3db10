ALTER TABLE "honour" DROP CONSTRAINT "honour_campaign_fkey";
