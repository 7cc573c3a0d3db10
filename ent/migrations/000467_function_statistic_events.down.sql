DROP FUNCTION statistic_events();
