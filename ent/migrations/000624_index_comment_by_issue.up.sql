CREATE INDEX "comment_by_issue" ON "comment" ("tenant_id", "issue_id", "create_time", "id");
