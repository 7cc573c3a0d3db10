CREATE UNIQUE INDEX "voice_once" ON "voice" ("tenant_id", "issue_id", "person_id");
