DROP INDEX "work_calendar_by_time";
