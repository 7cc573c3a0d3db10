CREATE INDEX "person_merge_by_proposer" ON "person_merge" ("tenant_id", "proposer_id", "create_time", "id");
