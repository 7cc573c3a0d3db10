DROP FUNCTION statistic_work_calendars_missing();
