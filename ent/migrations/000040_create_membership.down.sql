DROP TABLE "membership";
