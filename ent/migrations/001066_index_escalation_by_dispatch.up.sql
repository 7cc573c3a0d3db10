CREATE INDEX "escalation_by_dispatch" ON "escalation" ("tenant_id", "dispatch_id", "create_time", "id");
