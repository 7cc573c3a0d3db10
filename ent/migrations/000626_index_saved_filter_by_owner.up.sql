CREATE INDEX "saved_filter_by_owner" ON "saved_filter" ("tenant_id", "owner_id", "create_time", "id");
