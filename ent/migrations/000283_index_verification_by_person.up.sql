CREATE INDEX "verification_by_person" ON "verification" ("tenant_id", "person_id", "create_time", "id");
