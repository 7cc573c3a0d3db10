DROP INDEX "task_by_owner";
