DROP TABLE "absence";
