CREATE INDEX "banner_by_time" ON "banner" ("tenant_id", "create_time", "id");
