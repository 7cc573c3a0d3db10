DROP TABLE "following";
