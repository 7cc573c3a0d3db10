DROP INDEX clock_by_calendar_edition;
