CREATE INDEX "redaction_by_unit" ON "redaction" ("tenant_id", "unit_id", "create_time", "id");
