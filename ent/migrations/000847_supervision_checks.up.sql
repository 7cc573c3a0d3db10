ALTER TABLE supervision
    ADD CONSTRAINT supervision_level CHECK (level IN ('REMINDER', 'ORDER', 'DISTRICT')),
    ADD CONSTRAINT supervision_state CHECK (state IN ('OPEN', 'REPLIED', 'RELEASED')),
    ADD CONSTRAINT supervision_share CHECK (share BETWEEN 0 AND 100 AND (share = 0) = (clock_id IS NULL)),
    ADD CONSTRAINT supervision_ladder CHECK ((level = 'REMINDER') = (reply_due_time IS NULL) AND (level = 'DISTRICT') = (overdue_time IS NOT NULL)),
    ADD CONSTRAINT supervision_answer CHECK ((reply_time IS NULL) = (replier_id IS NULL) AND (reply_time IS NULL) = (reply = '')
        AND (state <> 'REPLIED' OR reply_time IS NOT NULL) AND (state <> 'OPEN' OR reply_time IS NULL)
        AND (state <> 'RELEASED' OR level = 'REMINDER' OR reply_time IS NOT NULL)),
    ADD CONSTRAINT supervision_over CHECK ((state = 'RELEASED') = (release_time IS NOT NULL));
