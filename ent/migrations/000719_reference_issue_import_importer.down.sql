ALTER TABLE "issue_import" DROP CONSTRAINT "issue_import_importer_fkey";
