CREATE INDEX "hand_over_by_time" ON "hand_over" ("tenant_id", "create_time", "id");
