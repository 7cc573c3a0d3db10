ALTER TABLE task DROP CONSTRAINT task_state, DROP CONSTRAINT task_title, DROP CONSTRAINT task_finished;
