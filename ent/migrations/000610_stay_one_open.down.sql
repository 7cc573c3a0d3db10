DROP INDEX stay_one_open;
