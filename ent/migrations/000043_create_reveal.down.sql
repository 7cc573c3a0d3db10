DROP TABLE "reveal";
