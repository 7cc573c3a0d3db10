DROP INDEX "work_calendar_edition_once";
