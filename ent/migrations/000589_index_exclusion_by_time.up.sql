CREATE INDEX "exclusion_by_time" ON "exclusion" ("tenant_id", "create_time", "id");
