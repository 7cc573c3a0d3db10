DROP TABLE "restriction";
