CREATE INDEX "verification_by_time" ON "verification" ("tenant_id", "create_time", "id");
