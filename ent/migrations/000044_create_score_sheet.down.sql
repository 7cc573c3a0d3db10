DROP TABLE "score_sheet";
