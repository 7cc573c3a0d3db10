ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_state CHECK (state IN ('DRAFT', 'SUBMITTED'));
