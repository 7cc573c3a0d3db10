DROP TABLE "supervision";
