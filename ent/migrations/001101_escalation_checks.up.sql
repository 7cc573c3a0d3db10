ALTER TABLE escalation
    ADD CONSTRAINT escalation_state CHECK (state IN ('PENDING', 'INSTRUCTED', 'REASSIGNED', 'LAPSED')),
    ADD CONSTRAINT escalation_reason CHECK (char_length(reason) BETWEEN 1 AND 1000),
    ADD CONSTRAINT escalation_over CHECK ((state = 'PENDING') = (decide_time IS NULL)),
    ADD CONSTRAINT escalation_decided CHECK ((state IN ('INSTRUCTED', 'REASSIGNED')) = (decider_id IS NOT NULL AND instruction <> '')),
    ADD CONSTRAINT escalation_lead CHECK ((state = 'REASSIGNED') = (lead_unit_id IS NOT NULL)),
    ADD CONSTRAINT escalation_by_another CHECK (decider_id <> escalator_id);
