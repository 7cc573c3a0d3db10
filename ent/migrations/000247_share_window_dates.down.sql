ALTER TABLE share_window DROP CONSTRAINT share_window_dates;
