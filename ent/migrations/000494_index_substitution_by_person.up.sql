CREATE INDEX "substitution_by_person" ON "substitution" ("tenant_id", "person_id", "create_time", "id");
