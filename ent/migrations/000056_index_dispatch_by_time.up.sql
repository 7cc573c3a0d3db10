CREATE INDEX "dispatch_by_time" ON "dispatch" ("tenant_id", "create_time", "id");
