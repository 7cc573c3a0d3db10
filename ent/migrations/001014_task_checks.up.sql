ALTER TABLE task
    ADD CONSTRAINT task_state CHECK (state IN ('OPEN', 'DONE', 'CANCELLED')),
    ADD CONSTRAINT task_title CHECK (title <> ''),
    ADD CONSTRAINT task_finished CHECK ((state = 'OPEN') = (finish_time IS NULL)
        AND CASE state WHEN 'OPEN' THEN finisher_id IS NULL AND note = '' WHEN 'DONE' THEN finisher_id IS NOT NULL ELSE true END);
