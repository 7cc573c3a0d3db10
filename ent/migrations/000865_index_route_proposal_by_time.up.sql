CREATE INDEX "route_proposal_by_time" ON "route_proposal" ("tenant_id", "create_time", "id");
