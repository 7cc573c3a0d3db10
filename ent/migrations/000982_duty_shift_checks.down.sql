ALTER TABLE duty_shift DROP CONSTRAINT duty_shift_state, DROP CONSTRAINT duty_shift_term, DROP CONSTRAINT duty_shift_offer, DROP CONSTRAINT duty_shift_offered_to_another;
