DROP TABLE "objection";
