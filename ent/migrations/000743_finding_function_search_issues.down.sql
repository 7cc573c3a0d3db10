DROP FUNCTION search_issues(int, text[], boolean, uuid[], uuid[], timestamptz, uuid, int);
