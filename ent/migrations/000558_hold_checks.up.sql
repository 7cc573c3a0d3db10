ALTER TABLE hold
    ADD CONSTRAINT hold_text CHECK (cause <> '' AND unlock_condition <> ''),
    ADD CONSTRAINT hold_review CHECK (review_time > create_time AND isfinite(review_time)),
    ADD CONSTRAINT hold_ends CHECK (end_time >= create_time);
