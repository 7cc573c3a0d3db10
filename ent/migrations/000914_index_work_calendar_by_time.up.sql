CREATE INDEX "work_calendar_by_time" ON "work_calendar" ("tenant_id", "create_time", "id");
