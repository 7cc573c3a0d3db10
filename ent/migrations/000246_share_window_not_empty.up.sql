ALTER TABLE share_window ADD CONSTRAINT share_window_not_empty CHECK (opens_minute >= 0 AND opens_minute < closes_minute AND closes_minute <= 1440);
