ALTER TABLE "task" DROP CONSTRAINT "task_issue_fkey";
