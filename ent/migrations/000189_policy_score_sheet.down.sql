DROP POLICY "score_sheet_tenant" ON "score_sheet";
