DROP INDEX public_issue_by_position;
