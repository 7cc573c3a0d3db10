ALTER TABLE "issue_import" ADD CONSTRAINT "issue_import_importer_fkey" FOREIGN KEY ("tenant_id", "importer_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
