DROP INDEX issue_known_by_category;
