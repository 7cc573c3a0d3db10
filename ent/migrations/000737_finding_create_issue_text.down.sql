DROP TABLE issue_text;
