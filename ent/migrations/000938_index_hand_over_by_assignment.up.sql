CREATE INDEX "hand_over_by_assignment" ON "hand_over" ("tenant_id", "assignment_id", "create_time", "id");
