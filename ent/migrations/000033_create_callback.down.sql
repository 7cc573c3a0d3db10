DROP TABLE "callback";
