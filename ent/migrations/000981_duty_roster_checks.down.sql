ALTER TABLE duty_roster DROP CONSTRAINT duty_roster_post, DROP CONSTRAINT duty_roster_state, DROP CONSTRAINT duty_roster_term, DROP CONSTRAINT duty_roster_cancelled_ahead;
