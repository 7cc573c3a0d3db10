ALTER TABLE duty_roster
    ADD CONSTRAINT duty_roster_post CHECK (post IN ('LEADER', 'OFFICER', 'SERVICE')),
    ADD CONSTRAINT duty_roster_state CHECK (state IN ('PUBLISHED', 'CANCELLED')),
    ADD CONSTRAINT duty_roster_term CHECK (end_time > start_time),
    ADD CONSTRAINT duty_roster_cancelled_ahead CHECK ((state = 'CANCELLED') = (cancel_time IS NOT NULL) AND (cancel_time IS NULL OR cancel_time < start_time));
