ALTER TABLE supervision
    DROP CONSTRAINT supervision_over,
    DROP CONSTRAINT supervision_answer,
    DROP CONSTRAINT supervision_ladder,
    DROP CONSTRAINT supervision_share,
    DROP CONSTRAINT supervision_state,
    DROP CONSTRAINT supervision_level;
