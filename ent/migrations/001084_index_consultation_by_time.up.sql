CREATE INDEX "consultation_by_time" ON "consultation" ("tenant_id", "create_time", "id");
