DROP POLICY "callback_draw_tenant" ON "callback_draw";
