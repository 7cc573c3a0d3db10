CREATE INDEX "session_by_person" ON "session" ("tenant_id", "person_id", "create_time", "id");
