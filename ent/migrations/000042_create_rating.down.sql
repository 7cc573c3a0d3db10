DROP TABLE "rating";
