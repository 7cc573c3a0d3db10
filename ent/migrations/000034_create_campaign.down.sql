DROP TABLE "campaign";
