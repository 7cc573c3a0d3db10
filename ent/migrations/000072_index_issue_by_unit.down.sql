DROP INDEX "issue_by_unit";
