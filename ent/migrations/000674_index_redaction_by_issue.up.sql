CREATE INDEX "redaction_by_issue" ON "redaction" ("tenant_id", "issue_id", "create_time", "id");
