DROP TABLE "clock";
