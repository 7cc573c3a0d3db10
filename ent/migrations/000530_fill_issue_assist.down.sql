DELETE FROM issue_assist;
