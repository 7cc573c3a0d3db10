DROP TABLE issue_assist;
