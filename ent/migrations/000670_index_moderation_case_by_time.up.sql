CREATE INDEX "moderation_case_by_time" ON "moderation_case" ("tenant_id", "create_time", "id");
