ALTER TABLE absence
    ADD CONSTRAINT absence_span CHECK (start_time < end_time),
    ADD CONSTRAINT absence_not_by_himself CHECK (replacement_id <> person_id);
