ALTER TABLE comment
    DROP CONSTRAINT comment_internal,
    DROP CONSTRAINT comment_text;
