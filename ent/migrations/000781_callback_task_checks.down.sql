ALTER TABLE callback_task DROP CONSTRAINT callback_task_state, DROP CONSTRAINT callback_task_cause, DROP CONSTRAINT callback_task_waits_for_a_draw;
