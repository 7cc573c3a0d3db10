ALTER TABLE consultation
    ADD CONSTRAINT consultation_state CHECK (state IN ('OPEN', 'CONCLUDED', 'WITHDRAWN')),
    ADD CONSTRAINT consultation_about CHECK ((issue_id IS NULL) <> (dispatch_id IS NULL)),
    ADD CONSTRAINT consultation_question CHECK (question <> ''),
    ADD CONSTRAINT consultation_outcome CHECK (outcome IN ('', 'UNITS', 'SUB_DISTRICT', 'NOBODY') AND (state = 'CONCLUDED') = (outcome <> '')
        AND (outcome = 'UNITS') = (lead_unit_id IS NOT NULL) AND (outcome = 'UNITS' OR assist_unit_ids = '[]') AND lead_unit_id IS DISTINCT FROM unit_id),
    ADD CONSTRAINT consultation_decided CHECK ((state = 'OPEN') = (decide_time IS NULL) AND (decide_time IS NULL) = (decider_id IS NULL)
        AND (decide_time IS NULL) = (reason = ''));
ALTER TABLE consultation_opinion
    ADD CONSTRAINT consultation_opinion_stance CHECK (stance IN ('', 'LEAD', 'ASSIST', 'NOT_OURS')),
    ADD CONSTRAINT consultation_opinion_clause CHECK (stance <> 'NOT_OURS' OR clause <> ''),
    ADD CONSTRAINT consultation_opinion_given CHECK ((stance = '') = (give_time IS NULL) AND (give_time IS NULL) = (person_id IS NULL)
        AND (change_time IS NULL OR give_time IS NOT NULL));
