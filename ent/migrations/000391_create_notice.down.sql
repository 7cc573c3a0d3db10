DROP TABLE "notice";
