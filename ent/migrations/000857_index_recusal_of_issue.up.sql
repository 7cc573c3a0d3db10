CREATE UNIQUE INDEX "recusal_of_issue" ON "recusal" ("tenant_id", "issue_id");
