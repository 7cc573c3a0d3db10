ALTER TABLE clock
    DROP CONSTRAINT clock_kind,
    DROP CONSTRAINT clock_owner,
    ADD CONSTRAINT clock_kind CHECK (kind IN ('SIGN', 'REPORT_IN', 'FIRST_CONTACT', 'STAGE_REPORT', 'COMPLETE', 'REVIEW', 'OBJECTION')),
    ADD CONSTRAINT clock_owner CHECK ((kind = 'REVIEW') = (assignment_id IS NULL));
