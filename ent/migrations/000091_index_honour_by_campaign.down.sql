DROP INDEX "honour_by_campaign";
