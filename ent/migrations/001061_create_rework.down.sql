DROP TABLE "rework";
