DROP POLICY "task_tenant" ON "task";
