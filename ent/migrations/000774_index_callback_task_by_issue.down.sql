DROP INDEX "callback_task_by_issue";
