ALTER TABLE rework
    ADD CONSTRAINT rework_reason CHECK (char_length(reason) BETWEEN 1 AND 1000),
    ADD CONSTRAINT rework_after_it_was_done CHECK (completed_time <= create_time);
