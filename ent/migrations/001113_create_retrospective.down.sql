DROP TABLE "retrospective";
