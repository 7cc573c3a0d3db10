CREATE INDEX "redaction_by_author" ON "redaction" ("tenant_id", "author_id", "create_time", "id");
