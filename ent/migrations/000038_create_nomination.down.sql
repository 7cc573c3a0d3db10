DROP TABLE "nomination";
