DROP TABLE "criterion";
