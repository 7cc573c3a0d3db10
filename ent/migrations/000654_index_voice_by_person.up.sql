CREATE INDEX "voice_by_person" ON "voice" ("tenant_id", "person_id", "create_time", "id");
