DROP TABLE "person";
