ALTER TABLE "task" DROP CONSTRAINT "task_owner_fkey";
