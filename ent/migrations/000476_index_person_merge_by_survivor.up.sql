CREATE INDEX "person_merge_by_survivor" ON "person_merge" ("tenant_id", "survivor_id", "create_time", "id");
