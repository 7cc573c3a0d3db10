CREATE INDEX "rating_by_time" ON "rating" ("tenant_id", "create_time", "id");
