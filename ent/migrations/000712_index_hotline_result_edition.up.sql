CREATE UNIQUE INDEX "hotline_result_edition" ON "hotline_result" ("tenant_id", "hotline_order_id", "edition");
