DELETE FROM issue_text;
