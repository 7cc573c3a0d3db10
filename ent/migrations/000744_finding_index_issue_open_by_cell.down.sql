DROP INDEX issue_open_by_cell;
