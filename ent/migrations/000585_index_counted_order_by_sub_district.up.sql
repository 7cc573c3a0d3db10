CREATE INDEX "counted_order_by_sub_district" ON "counted_order" ("tenant_id", "sub_district_id", "receive_time", "id");
