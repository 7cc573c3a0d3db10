DROP INDEX "task_by_issue";
