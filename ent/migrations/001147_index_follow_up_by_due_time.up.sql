CREATE INDEX "follow_up_by_due_time" ON "follow_up" ("tenant_id", "due_time", "id");
