CREATE INDEX "follow_up_by_unit" ON "follow_up" ("tenant_id", "unit_id", "due_time", "id");
