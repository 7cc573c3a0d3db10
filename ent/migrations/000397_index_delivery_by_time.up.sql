CREATE INDEX "delivery_by_time" ON "delivery" ("tenant_id", "create_time", "id");
