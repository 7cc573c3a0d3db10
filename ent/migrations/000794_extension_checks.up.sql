ALTER TABLE extension
    ADD CONSTRAINT extension_state CHECK (state IN ('PENDING', 'APPROVED', 'REFUSED')),
    ADD CONSTRAINT extension_reason CHECK (reason <> ''),
    ADD CONSTRAINT extension_later CHECK (minutes > 0 AND asked_due_time > former_due_time AND isfinite(asked_due_time)),
    ADD CONSTRAINT extension_decided CHECK ((state = 'PENDING') = (decider_id IS NULL)
        AND (state = 'PENDING') = (decide_time IS NULL) AND (state = 'PENDING') = (note = '')),
    ADD CONSTRAINT extension_by_another CHECK (decider_id <> requester_id),
    ADD CONSTRAINT extension_granted CHECK ((state = 'APPROVED') = (due_time IS NOT NULL) AND due_time > former_due_time);
