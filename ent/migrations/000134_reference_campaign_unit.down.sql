ALTER TABLE "campaign" DROP CONSTRAINT "campaign_unit_fkey";
