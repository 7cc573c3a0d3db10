DROP TABLE "revision";
