CREATE INDEX "following_by_person" ON "following" ("tenant_id", "person_id", "create_time", "id");
