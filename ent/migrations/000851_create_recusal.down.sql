DROP TABLE "recusal";
