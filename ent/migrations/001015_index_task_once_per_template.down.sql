DROP INDEX task_once_per_template;
