CREATE INDEX "revision_by_record" ON "revision" ("tenant_id", "record_id", "valid_from");
