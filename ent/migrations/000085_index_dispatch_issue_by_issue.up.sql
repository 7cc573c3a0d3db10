CREATE INDEX "dispatch_issue_by_issue" ON "dispatch_issue" ("tenant_id", "issue_id");
