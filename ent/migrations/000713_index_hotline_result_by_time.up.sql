CREATE INDEX "hotline_result_by_time" ON "hotline_result" ("tenant_id", "create_time", "id");
