DROP TABLE "retrospective_unit";
