ALTER TABLE rating
    ADD CONSTRAINT rating_state CHECK (state IN ('GIVEN', 'PUBLISHED', 'APPEALED', 'CONFIRMED', 'SET_ASIDE')),
    ADD CONSTRAINT rating_published CHECK ((state = 'GIVEN') = (publish_time IS NULL) AND (publish_time IS NULL) = (appeal_due_time IS NULL)),
    ADD CONSTRAINT rating_appealed CHECK ((appellant_id IS NULL) = (appeal_time IS NULL) AND (state NOT IN ('APPEALED', 'CONFIRMED') OR appeal_time IS NOT NULL)
        AND (appeal_time IS NULL OR appeal_time < appeal_due_time AND state <> 'PUBLISHED')),
    ADD CONSTRAINT rating_reviewed CHECK ((state IN ('CONFIRMED', 'SET_ASIDE')) = (reviewer_id IS NOT NULL)
        AND (reviewer_id IS NULL) = (review_time IS NULL) AND (reviewer_id IS NULL) = (ruling = '')),
    ADD CONSTRAINT rating_ground CHECK ((state = 'SET_ASIDE') = (ground <> '') AND ground IN ('', 'RETALIATION', 'WITHOUT_GROUNDS', 'WRONG_FACTS')),
    ADD CONSTRAINT rating_by_another CHECK (reviewer_id <> person_id AND reviewer_id <> appellant_id);
