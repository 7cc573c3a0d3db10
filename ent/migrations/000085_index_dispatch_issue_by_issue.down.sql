DROP INDEX "dispatch_issue_by_issue";
