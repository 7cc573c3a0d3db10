DROP TABLE "hold";
