CREATE INDEX "share_window_by_resource" ON "share_window" ("tenant_id", "resource_id", "create_time", "id");
