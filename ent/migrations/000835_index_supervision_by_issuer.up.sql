CREATE INDEX "supervision_by_issuer" ON "supervision" ("tenant_id", "issuing_unit_id", "create_time", "id");
