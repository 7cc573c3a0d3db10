ALTER TABLE exclusion
    DROP CONSTRAINT exclusion_state, DROP CONSTRAINT exclusion_reason, DROP CONSTRAINT exclusion_reviewed, DROP CONSTRAINT exclusion_reviewed_by_another;
