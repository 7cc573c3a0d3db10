ALTER TABLE duty_catalogue
    ADD CONSTRAINT duty_catalogue_state CHECK (state IN ('PUBLISHED', 'CANCELLED')),
    ADD CONSTRAINT duty_catalogue_cancelled_ahead CHECK ((state = 'CANCELLED') = (cancel_time IS NOT NULL) AND (cancel_time IS NULL OR cancel_time < start_time)),
    ADD CONSTRAINT duty_catalogue_starts_ahead CHECK (create_time < start_time);
