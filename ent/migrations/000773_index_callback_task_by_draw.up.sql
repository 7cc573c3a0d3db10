CREATE INDEX "callback_task_by_draw" ON "callback_task" ("tenant_id", "draw_id");
