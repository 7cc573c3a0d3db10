DROP FUNCTION search_covers(issue, uuid[], uuid[]);
