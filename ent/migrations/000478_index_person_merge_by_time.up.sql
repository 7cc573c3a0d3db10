CREATE INDEX "person_merge_by_time" ON "person_merge" ("tenant_id", "create_time", "id");
