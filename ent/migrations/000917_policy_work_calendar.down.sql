DROP POLICY "work_calendar_tenant" ON "work_calendar";
