CREATE INDEX "booking_by_person" ON "booking" ("tenant_id", "person_id", "create_time", "id");
