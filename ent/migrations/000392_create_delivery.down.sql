DROP TABLE "delivery";
