DROP TABLE "stay";
