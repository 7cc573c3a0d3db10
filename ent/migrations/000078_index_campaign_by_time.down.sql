DROP INDEX "campaign_by_time";
