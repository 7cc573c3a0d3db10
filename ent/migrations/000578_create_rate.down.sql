DROP TABLE "rate";
