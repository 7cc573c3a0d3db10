DROP TABLE "exclusion";
