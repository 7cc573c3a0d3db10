CREATE INDEX "issue_by_sub_district" ON "issue" ("tenant_id", "sub_district_id", "create_time", "id");
