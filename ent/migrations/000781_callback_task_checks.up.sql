ALTER TABLE callback_task ADD CONSTRAINT callback_task_state CHECK (state IN ('WAITING', 'OPEN', 'DONE', 'UNREACHED', 'PASSED', 'CANCELLED'));
ALTER TABLE callback_task ADD CONSTRAINT callback_task_cause CHECK (cause IN ('REPLIED', 'LIMIT_EXPIRED'));
ALTER TABLE callback_task ADD CONSTRAINT callback_task_waits_for_a_draw CHECK (state NOT IN ('WAITING', 'PASSED') OR draw_id IS NOT NULL);
