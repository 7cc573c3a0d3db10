CREATE INDEX "absence_by_person" ON "absence" ("tenant_id", "person_id", "create_time", "id");
