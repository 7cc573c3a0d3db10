CREATE INDEX "operation_by_expiry" ON "operation" ("tenant_id", "expire_time");
