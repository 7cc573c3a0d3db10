ALTER TABLE restriction
    ADD CONSTRAINT restriction_state CHECK (state IN ('ACTIVE', 'APPEALED', 'UPHELD', 'LIFTED', 'EXPIRED')),
    ADD CONSTRAINT restriction_scope CHECK (scope IN ('ISSUES', 'BOOKINGS')),
    ADD CONSTRAINT restriction_reason CHECK (CASE scope
        WHEN 'ISSUES' THEN reason IN ('FABRICATION', 'ABUSE', 'IMPERSONATION')
        WHEN 'BOOKINGS' THEN reason IN ('ABUSE', 'IMPERSONATION', 'NO_SHOW', 'MISUSE') ELSE true END),
    ADD CONSTRAINT restriction_ends CHECK (end_time > create_time AND isfinite(end_time)),
    ADD CONSTRAINT restriction_of_another CHECK (imposer_id <> person_id),
    ADD CONSTRAINT restriction_appealed CHECK (num_nonnulls(appeal_time, decide_until) IN (0, 2) AND (state NOT IN ('APPEALED', 'UPHELD') OR appeal_time IS NOT NULL)),
    ADD CONSTRAINT restriction_decided CHECK (num_nonnulls(decider_id, decide_time) IN (0, 2) AND (state <> 'UPHELD' OR decider_id IS NOT NULL)
        AND (decider_id IS NULL OR appeal_time IS NOT NULL)),
    ADD CONSTRAINT restriction_decided_by_another CHECK (decider_id <> imposer_id AND decider_id <> person_id),
    ADD CONSTRAINT restriction_lifted CHECK (num_nonnulls(lifter_id, lift_time) IN (0, 2)),
    ADD CONSTRAINT restriction_lifted_by_somebody CHECK (state <> 'LIFTED' OR num_nonnulls(lifter_id, decider_id) > 0);
