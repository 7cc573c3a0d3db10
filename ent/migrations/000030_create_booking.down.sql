DROP TABLE "booking";
