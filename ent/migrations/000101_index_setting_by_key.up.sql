CREATE INDEX "setting_by_key" ON "setting" ("tenant_id", "key", "valid_from");
