ALTER TABLE retrospective
    ADD CONSTRAINT retrospective_state CHECK (state IN ('OPEN', 'CLOSED')),
    ADD CONSTRAINT retrospective_about CHECK ((issue_id IS NULL) <> (dispatch_id IS NULL)),
    ADD CONSTRAINT retrospective_title CHECK (title <> ''),
    ADD CONSTRAINT retrospective_closed CHECK ((state = 'CLOSED') = (close_time IS NOT NULL) AND (close_time IS NULL) = (closer_id IS NULL));
ALTER TABLE finding
    ADD CONSTRAINT finding_kind CHECK (kind IN ('CAUSE', 'WENT_WELL', 'MUST_CHANGE')),
    ADD CONSTRAINT finding_text CHECK (text <> '');
ALTER TABLE follow_up
    ADD CONSTRAINT follow_up_state CHECK (state IN ('OPEN', 'DONE', 'CANCELLED')),
    ADD CONSTRAINT follow_up_text CHECK (text <> ''),
    ADD CONSTRAINT follow_up_finished CHECK ((state = 'OPEN') = (finish_time IS NULL) AND (finish_time IS NULL) = (finisher_id IS NULL)
        AND (finish_time IS NULL) = (note = ''));
