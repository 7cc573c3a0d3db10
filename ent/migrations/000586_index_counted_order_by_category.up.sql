CREATE INDEX "counted_order_by_category" ON "counted_order" ("tenant_id", "category_id", "receive_time", "id");
