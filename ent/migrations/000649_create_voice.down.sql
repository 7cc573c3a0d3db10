DROP TABLE "voice";
