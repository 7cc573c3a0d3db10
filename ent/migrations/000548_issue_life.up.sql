ALTER TABLE issue
    DROP CONSTRAINT issue_closed,
    ADD CONSTRAINT issue_closed CHECK ((closed_time IS NOT NULL) = (state IN ('DIVERTED', 'MERGED', 'CLOSED', 'WITHDRAWN'))),
    ADD CONSTRAINT issue_reopen_decision CHECK (reopen_decision IN ('PENDING', 'ACCEPTED', 'REFUSED')
        AND (reopen_decision <> 'PENDING' OR state = 'REOPENED'));
