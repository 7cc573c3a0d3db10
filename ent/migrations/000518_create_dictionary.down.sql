DROP TABLE "dictionary";
