CREATE INDEX "attachment_by_uploader" ON "attachment" ("tenant_id", "uploader_id", "create_time");
