DROP INDEX "campaign_by_unit";
