DROP INDEX issue_open_located;
