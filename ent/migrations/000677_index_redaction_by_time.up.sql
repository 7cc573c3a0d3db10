CREATE INDEX "redaction_by_time" ON "redaction" ("tenant_id", "create_time", "id");
