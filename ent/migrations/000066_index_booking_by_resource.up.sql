CREATE INDEX "booking_by_resource" ON "booking" ("tenant_id", "resource_id", "create_time", "id");
