DROP INDEX "task_by_unit";
