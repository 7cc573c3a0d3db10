CREATE INDEX "issue_import_by_importer" ON "issue_import" ("tenant_id", "importer_id", "create_time", "id");
