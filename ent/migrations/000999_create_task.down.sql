DROP TABLE "task";
