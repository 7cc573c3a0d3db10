ALTER TABLE clock
    ADD CONSTRAINT clock_limit_line CHECK (limit_line IS NULL OR limit_setting <> '');
