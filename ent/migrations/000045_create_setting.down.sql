DROP TABLE "setting";
