ALTER TABLE "callback_task" ADD CONSTRAINT "callback_task_draw_fkey" FOREIGN KEY ("tenant_id", "draw_id") REFERENCES "callback_draw" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;
