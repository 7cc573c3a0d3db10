DROP TABLE "verification";
