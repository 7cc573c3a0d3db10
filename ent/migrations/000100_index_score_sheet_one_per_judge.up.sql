CREATE UNIQUE INDEX "score_sheet_one_per_judge" ON "score_sheet" ("tenant_id", "nomination_id", "judge_id");
