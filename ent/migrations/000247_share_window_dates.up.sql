ALTER TABLE share_window ADD CONSTRAINT share_window_dates CHECK (isfinite(valid_from) AND (valid_until IS NULL OR (isfinite(valid_until) AND valid_from <= valid_until)));
