CREATE UNIQUE INDEX "hotline_order_number" ON "hotline_order" ("tenant_id", "source", "external_no");
