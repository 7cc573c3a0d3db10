CREATE INDEX "route_proposal_by_sub_district" ON "route_proposal" ("tenant_id", "sub_district_id", "create_time", "id");
