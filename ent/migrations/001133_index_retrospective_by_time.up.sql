CREATE INDEX "retrospective_by_time" ON "retrospective" ("tenant_id", "create_time", "id");
