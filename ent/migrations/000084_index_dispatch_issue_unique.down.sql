DROP INDEX "dispatch_issue_unique";
