CREATE INDEX "dispatch_objection_by_time" ON "dispatch_objection" ("tenant_id", "create_time", "id");
