ALTER TABLE incident
    ADD CONSTRAINT incident_state CHECK (state IN ('OPEN', 'CLOSED')),
    ADD CONSTRAINT incident_title CHECK (title <> ''),
    ADD CONSTRAINT incident_closed CHECK ((state = 'CLOSED') = (close_time IS NOT NULL));
