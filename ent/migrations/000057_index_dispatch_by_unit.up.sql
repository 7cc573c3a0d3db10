CREATE INDEX "dispatch_by_unit" ON "dispatch" ("tenant_id", "issuing_unit_id", "create_time", "id");
