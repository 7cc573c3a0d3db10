CREATE INDEX "chain_link_by_issue" ON "chain_link" ("tenant_id", "issue_id", "start_time", "id");
