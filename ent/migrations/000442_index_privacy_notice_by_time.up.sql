CREATE INDEX "privacy_notice_by_time" ON "privacy_notice" ("tenant_id", "create_time", "id");
