CREATE INDEX "assignment_by_issuer_state" ON "assignment" ("tenant_id", "issuing_unit_id", "state", "create_time", "id");
