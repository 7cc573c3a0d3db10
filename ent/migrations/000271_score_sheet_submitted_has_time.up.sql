ALTER TABLE score_sheet ADD CONSTRAINT score_sheet_submitted_has_time CHECK ((state = 'SUBMITTED') = (submit_time IS NOT NULL));
