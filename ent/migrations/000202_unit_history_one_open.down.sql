DROP INDEX unit_history_one_open;
