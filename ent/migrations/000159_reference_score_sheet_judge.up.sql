ALTER TABLE "score_sheet" ADD CONSTRAINT "score_sheet_judge_fkey" FOREIGN KEY ("tenant_id", "judge_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
