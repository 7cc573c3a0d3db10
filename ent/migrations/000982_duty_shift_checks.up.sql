ALTER TABLE duty_shift
    ADD CONSTRAINT duty_shift_state CHECK (state IN ('PLANNED', 'OFFERED', 'CANCELLED')),
    ADD CONSTRAINT duty_shift_term CHECK (end_time > start_time),
    ADD CONSTRAINT duty_shift_offer CHECK ((state = 'OFFERED') = (offer_time IS NOT NULL) AND (state = 'OFFERED') = (offer_reason <> '') AND (state = 'OFFERED' OR offered_to_id IS NULL)),
    ADD CONSTRAINT duty_shift_offered_to_another CHECK (offered_to_id <> person_id);
