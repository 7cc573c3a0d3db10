CREATE INDEX "route_proposal_by_issue" ON "route_proposal" ("tenant_id", "issue_id", "create_time", "id");
