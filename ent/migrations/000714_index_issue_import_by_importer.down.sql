DROP INDEX "issue_import_by_importer";
