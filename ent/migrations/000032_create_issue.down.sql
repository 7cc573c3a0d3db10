DROP TABLE "issue";
