CREATE INDEX "escalation_by_time" ON "escalation" ("tenant_id", "create_time", "id");
