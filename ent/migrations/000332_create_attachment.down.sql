DROP TABLE "attachment";
