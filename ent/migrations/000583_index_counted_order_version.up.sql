CREATE UNIQUE INDEX "counted_order_version" ON "counted_order" ("tenant_id", "issue_id", "since");
