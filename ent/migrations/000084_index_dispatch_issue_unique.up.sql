CREATE UNIQUE INDEX "dispatch_issue_unique" ON "dispatch_issue" ("tenant_id", "dispatch_id", "issue_id");
