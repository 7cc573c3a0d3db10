ALTER TABLE issue
    ADD CONSTRAINT issue_suspended CHECK (num_nonnulls(suspended_state, suspend_time) = CASE WHEN state IN ('INFO_REQUESTED', 'ON_HOLD') THEN 2 ELSE 0 END
        AND suspended_state IN ('TRIAGED', 'REOPENED', 'HANDLING')),
    ADD CONSTRAINT issue_diverted CHECK ((diversion IS NOT NULL) = (state = 'DIVERTED')
        AND diversion IN ('EMERGENCY', 'STATUTORY_ROUTE', 'SAME_MATTER', 'SECRET', 'OUT_OF_REMIT', 'UNLAWFUL')),
    ADD CONSTRAINT issue_urged CHECK (urge_count >= 0 AND (urge_count > 0) = (urge_time IS NOT NULL) AND (urge_count > 0 OR NOT urge_open));
