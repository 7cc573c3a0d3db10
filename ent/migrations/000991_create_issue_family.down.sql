DROP TABLE issue_family;
