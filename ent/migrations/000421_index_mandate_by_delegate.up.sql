CREATE INDEX "mandate_by_delegate" ON "mandate" ("tenant_id", "delegate_id", "create_time", "id");
