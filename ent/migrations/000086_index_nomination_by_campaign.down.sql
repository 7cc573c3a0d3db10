DROP INDEX "nomination_by_campaign";
