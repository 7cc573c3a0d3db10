CREATE INDEX "booking_by_start" ON "booking" ("tenant_id", "resource_id", "start_time");
