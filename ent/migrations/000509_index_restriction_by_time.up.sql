CREATE INDEX "restriction_by_time" ON "restriction" ("tenant_id", "create_time", "id");
