CREATE INDEX "flag_by_case" ON "flag" ("tenant_id", "case_id", "create_time", "id");
