DROP POLICY "callback_task_tenant" ON "callback_task";
