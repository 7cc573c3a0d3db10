CREATE INDEX "rework_by_issuer" ON "rework" ("tenant_id", "issuing_unit_id", "create_time", "id");
