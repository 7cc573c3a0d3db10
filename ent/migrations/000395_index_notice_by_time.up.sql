CREATE INDEX "notice_by_time" ON "notice" ("tenant_id", "create_time");
