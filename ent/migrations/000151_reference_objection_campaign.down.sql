ALTER TABLE "objection" DROP CONSTRAINT "objection_campaign_fkey";
