CREATE INDEX "assignment_by_issuer" ON "assignment" ("tenant_id", "issuing_unit_id", "create_time", "id");
