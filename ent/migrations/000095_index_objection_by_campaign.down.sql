DROP INDEX "objection_by_campaign";
