ALTER TABLE "task" DROP CONSTRAINT "task_unit_fkey";
