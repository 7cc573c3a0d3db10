CREATE INDEX "attachment_by_subject" ON "attachment" ("tenant_id", "subject", "create_time", "id");
