DROP TABLE "place";
