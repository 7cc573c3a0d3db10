CREATE INDEX "mandate_by_person" ON "mandate" ("tenant_id", "person_id", "create_time", "id");
