CREATE INDEX "counted_order_by_lead_unit" ON "counted_order" ("tenant_id", "lead_unit_id", "receive_time", "id");
