CREATE INDEX "person_by_phone" ON "person" ("tenant_id", "phone_index");
