DROP INDEX callback_task_one_open;
