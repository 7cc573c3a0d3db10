DROP FUNCTION statistic_districts();
