ALTER TABLE issue
    DROP CONSTRAINT issue_reopen_decision,
    DROP CONSTRAINT issue_closed,
    ADD CONSTRAINT issue_closed CHECK ((closed_time IS NOT NULL) = (state IN ('CLOSED', 'WITHDRAWN')));
