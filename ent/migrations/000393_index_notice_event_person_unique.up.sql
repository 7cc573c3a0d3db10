CREATE UNIQUE INDEX "notice_event_person_unique" ON "notice" ("tenant_id", "event_id", "person_id");
