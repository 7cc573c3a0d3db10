DROP TABLE "boundary";
