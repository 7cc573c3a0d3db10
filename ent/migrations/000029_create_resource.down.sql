DROP TABLE "resource";
