DROP TABLE "issue_import";
