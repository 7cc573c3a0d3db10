ALTER TABLE route_proposal
    ADD CONSTRAINT route_proposal_state CHECK (state IN ('OPEN', 'ACCEPTED', 'DISMISSED', 'LAPSED')),
    ADD CONSTRAINT route_proposal_cause CHECK (cause IN ('TRIAGED', 'RETURNED', 'REOPENED', 'RELOCATED', 'RECUSED')),
    ADD CONSTRAINT route_proposal_decided CHECK ((state = 'OPEN') = (decide_time IS NULL) AND (state IN ('ACCEPTED', 'DISMISSED')) = (decider_id IS NOT NULL)),
    ADD CONSTRAINT route_proposal_ordered CHECK (dispatch_id IS NULL OR state = 'ACCEPTED'),
    ADD CONSTRAINT route_proposal_reasoned CHECK ((state = 'DISMISSED') = (reason <> ''));
