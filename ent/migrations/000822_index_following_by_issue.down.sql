DROP INDEX following_by_issue;
