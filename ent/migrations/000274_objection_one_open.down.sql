DROP INDEX objection_one_open;
