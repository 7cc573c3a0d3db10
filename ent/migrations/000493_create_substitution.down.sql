DROP TABLE "substitution";
