ALTER TABLE "callback_task" DROP CONSTRAINT "callback_task_draw_fkey";
