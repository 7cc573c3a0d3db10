CREATE UNIQUE INDEX "callback_draw_one_a_day" ON "callback_draw" ("tenant_id", "day");
