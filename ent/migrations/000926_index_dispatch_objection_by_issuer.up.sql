CREATE INDEX "dispatch_objection_by_issuer" ON "dispatch_objection" ("tenant_id", "issuing_unit_id", "create_time", "id");
