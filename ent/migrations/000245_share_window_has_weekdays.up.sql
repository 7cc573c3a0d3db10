ALTER TABLE share_window ADD CONSTRAINT share_window_has_weekdays CHECK (jsonb_array_length(weekdays) BETWEEN 1 AND 7 AND weekdays <@ '[1, 2, 3, 4, 5, 6, 7]'::jsonb);
