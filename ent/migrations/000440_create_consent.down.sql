DROP TABLE "consent";
