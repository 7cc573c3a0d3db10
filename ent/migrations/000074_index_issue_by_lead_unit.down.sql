DROP INDEX "issue_by_lead_unit";
