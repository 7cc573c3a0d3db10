ALTER TABLE hand_over
    ADD CONSTRAINT hand_over_role CHECK (role IN ('LEAD', 'ASSIST')),
    ADD CONSTRAINT hand_over_state CHECK (state IN ('OFFERED', 'ACCEPTED', 'DECLINED', 'LAPSED')),
    ADD CONSTRAINT hand_over_to_another CHECK (to_unit_id <> unit_id),
    ADD CONSTRAINT hand_over_over CHECK ((state = 'OFFERED') = (answer_time IS NULL)),
    ADD CONSTRAINT hand_over_answered CHECK ((state IN ('ACCEPTED', 'DECLINED')) = (answerer_id IS NOT NULL)
        AND (state = 'DECLINED') = (note <> '') AND (taken_id IS NULL OR state = 'ACCEPTED'));
