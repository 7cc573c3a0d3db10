DROP TABLE "honour";
