DROP INDEX "issue_by_reporter";
