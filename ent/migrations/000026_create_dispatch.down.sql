DROP TABLE "dispatch";
