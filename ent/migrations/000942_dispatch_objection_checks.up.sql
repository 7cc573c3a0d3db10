ALTER TABLE dispatch_objection
    ADD CONSTRAINT dispatch_objection_level CHECK (level IN ('STREET', 'DISTRICT')),
    ADD CONSTRAINT dispatch_objection_state CHECK (state IN ('PENDING', 'UPHELD', 'OVERRULED', 'LAPSED')),
    ADD CONSTRAINT dispatch_objection_reason CHECK (reason IN ('NOT_OUR_DUTY', 'WRONG_TERRITORY', 'ALREADY_HANDLED', 'INSUFFICIENT_FACTS', 'DUPLICATE',
        'NEEDS_HIGHER_LEVEL', 'LEGAL_PROCEEDING_OPEN')),
    ADD CONSTRAINT dispatch_objection_clause CHECK (reason <> 'NOT_OUR_DUTY' OR clause <> ''),
    ADD CONSTRAINT dispatch_objection_over CHECK ((state = 'PENDING') = (decide_time IS NULL)),
    ADD CONSTRAINT dispatch_objection_ruled CHECK ((state IN ('UPHELD', 'OVERRULED')) = (decider_id IS NOT NULL)
        AND (decider_id IS NULL) = (ruling = '') AND (decider_id IS NULL) = (clock_outcome = '')
        AND clock_outcome IN ('', 'RESET', 'KEEP', 'PAUSE')),
    ADD CONSTRAINT dispatch_objection_by_one CHECK (num_nonnulls(objector_id, objector_client_id) = 1),
    ADD CONSTRAINT dispatch_objection_by_another CHECK (decider_id <> objector_id);
