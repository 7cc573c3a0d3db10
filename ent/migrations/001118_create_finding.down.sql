DROP TABLE "finding";
