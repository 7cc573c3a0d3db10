CREATE INDEX "moderation_case_by_unit" ON "moderation_case" ("tenant_id", "unit_id", "create_time", "id");
