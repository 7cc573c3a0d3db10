CREATE INDEX "dispatch_objection_by_unit" ON "dispatch_objection" ("tenant_id", "unit_id", "create_time", "id");
