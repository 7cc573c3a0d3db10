CREATE INDEX "escalation_by_issuer" ON "escalation" ("tenant_id", "issuing_unit_id", "create_time", "id");
