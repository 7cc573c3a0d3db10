DROP TABLE "flag";
