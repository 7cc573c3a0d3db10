CREATE INDEX "restriction_by_person" ON "restriction" ("tenant_id", "person_id", "create_time", "id");
