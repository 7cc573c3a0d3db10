ALTER TABLE reveal
    DROP CONSTRAINT reveal_field,
    DROP CONSTRAINT reveal_reason;
