ALTER TABLE score_sheet DROP CONSTRAINT score_sheet_state;
