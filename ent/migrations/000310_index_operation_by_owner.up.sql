CREATE INDEX "operation_by_owner" ON "operation" ("tenant_id", "owner_id", "create_time");
