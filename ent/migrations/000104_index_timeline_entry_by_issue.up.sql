CREATE INDEX "timeline_entry_by_issue" ON "timeline_entry" ("tenant_id", "issue_id", "create_time", "id");
