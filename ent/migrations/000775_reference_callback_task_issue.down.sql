ALTER TABLE "callback_task" DROP CONSTRAINT "callback_task_issue_fkey";
