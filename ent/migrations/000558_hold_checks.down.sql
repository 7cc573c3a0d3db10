ALTER TABLE hold
    DROP CONSTRAINT hold_ends,
    DROP CONSTRAINT hold_review,
    DROP CONSTRAINT hold_text;
