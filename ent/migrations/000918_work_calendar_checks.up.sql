ALTER TABLE work_calendar
    ADD CONSTRAINT work_calendar_year CHECK (year BETWEEN 2000 AND 2199),
    ADD CONSTRAINT work_calendar_edition CHECK (edition > 0);
