CREATE INDEX "moderation_case_by_issue" ON "moderation_case" ("tenant_id", "issue_id");
