DROP TABLE "tenant";
