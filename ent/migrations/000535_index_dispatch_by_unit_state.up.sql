CREATE INDEX "dispatch_by_unit_state" ON "dispatch" ("tenant_id", "issuing_unit_id", "state", "create_time", "id");
