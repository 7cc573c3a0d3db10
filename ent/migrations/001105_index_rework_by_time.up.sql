CREATE INDEX "rework_by_time" ON "rework" ("tenant_id", "create_time", "id");
