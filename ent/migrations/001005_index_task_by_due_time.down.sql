DROP INDEX "task_by_due_time";
