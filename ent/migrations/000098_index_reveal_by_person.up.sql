CREATE INDEX "reveal_by_person" ON "reveal" ("tenant_id", "person_id", "create_time", "id");
