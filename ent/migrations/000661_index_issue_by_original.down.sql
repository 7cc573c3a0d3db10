DROP INDEX issue_by_original;
