CREATE INDEX "finding_by_retrospective" ON "finding" ("tenant_id", "retrospective_id", "create_time", "id");
