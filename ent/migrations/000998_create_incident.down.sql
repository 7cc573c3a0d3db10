DROP TABLE "incident";
