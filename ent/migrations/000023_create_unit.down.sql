DROP TABLE "unit";
