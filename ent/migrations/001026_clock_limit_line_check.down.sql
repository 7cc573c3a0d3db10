ALTER TABLE clock
    DROP CONSTRAINT clock_limit_line;
