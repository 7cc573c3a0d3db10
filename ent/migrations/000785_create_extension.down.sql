DROP TABLE "extension";
