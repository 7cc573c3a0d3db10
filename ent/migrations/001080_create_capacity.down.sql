DROP TABLE "capacity";
