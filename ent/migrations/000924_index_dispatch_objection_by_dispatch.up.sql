CREATE INDEX "dispatch_objection_by_dispatch" ON "dispatch_objection" ("tenant_id", "dispatch_id");
