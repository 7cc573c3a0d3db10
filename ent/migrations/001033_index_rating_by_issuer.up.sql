CREATE INDEX "rating_by_issuer" ON "rating" ("tenant_id", "issuing_unit_id", "create_time", "id");
