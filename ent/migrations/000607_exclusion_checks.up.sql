ALTER TABLE exclusion
    ADD CONSTRAINT exclusion_state CHECK (state IN ('REQUESTED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    ADD CONSTRAINT exclusion_reason CHECK (reason IN ('UNREASONABLE_DEMAND', 'OBJECTIVE_LIMITS', 'UNFOUNDED', 'BEYOND_POWERS')),
    ADD CONSTRAINT exclusion_reviewed CHECK (num_nonnulls(reviewer_id, review_time) = CASE WHEN state IN ('APPROVED', 'REJECTED') THEN 2 ELSE 0 END),
    ADD CONSTRAINT exclusion_reviewed_by_another CHECK (reviewer_id <> requester_id);
