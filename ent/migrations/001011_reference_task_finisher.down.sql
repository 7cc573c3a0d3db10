ALTER TABLE "task" DROP CONSTRAINT "task_finisher_fkey";
