ALTER TABLE comment
    ADD CONSTRAINT comment_text CHECK (length(text) <= 2000),
    ADD CONSTRAINT comment_internal CHECK (author_unit_id IS NOT NULL OR NOT internal);
