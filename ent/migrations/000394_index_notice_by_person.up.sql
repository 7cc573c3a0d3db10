CREATE INDEX "notice_by_person" ON "notice" ("tenant_id", "person_id", "create_time", "id");
