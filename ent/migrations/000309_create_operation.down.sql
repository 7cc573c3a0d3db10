DROP TABLE "operation";
