CREATE INDEX "dispatch_entry_by_dispatch" ON "dispatch_entry" ("tenant_id", "dispatch_id", "happen_time", "id");
