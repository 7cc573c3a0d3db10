ALTER TABLE work_calendar DROP CONSTRAINT work_calendar_year, DROP CONSTRAINT work_calendar_edition;
