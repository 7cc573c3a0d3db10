CREATE INDEX "clock_by_dispatch" ON "clock" ("tenant_id", "dispatch_id", "create_time", "id");
