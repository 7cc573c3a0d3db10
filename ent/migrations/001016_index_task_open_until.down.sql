DROP INDEX task_open_until;
