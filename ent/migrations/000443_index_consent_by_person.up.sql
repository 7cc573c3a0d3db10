CREATE INDEX "consent_by_person" ON "consent" ("tenant_id", "person_id", "create_time", "id");
