DROP INDEX "score_sheet_one_per_judge";
