DROP INDEX clock_one_running;
