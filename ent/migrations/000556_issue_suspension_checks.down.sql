ALTER TABLE issue
    DROP CONSTRAINT issue_urged,
    DROP CONSTRAINT issue_diverted,
    DROP CONSTRAINT issue_suspended;
