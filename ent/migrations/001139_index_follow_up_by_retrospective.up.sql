CREATE INDEX "follow_up_by_retrospective" ON "follow_up" ("tenant_id", "retrospective_id", "due_time", "id");
