CREATE INDEX "hand_over_by_issuer" ON "hand_over" ("tenant_id", "issuing_unit_id", "create_time", "id");
