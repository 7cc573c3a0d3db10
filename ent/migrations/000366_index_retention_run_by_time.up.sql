CREATE INDEX "retention_run_by_time" ON "retention_run" ("tenant_id", "create_time", "id");
