DROP TABLE "banner";
