DROP INDEX "score_sheet_by_campaign";
