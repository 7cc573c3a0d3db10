DROP INDEX "issue_by_time";
