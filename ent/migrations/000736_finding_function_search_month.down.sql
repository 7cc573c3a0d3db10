DROP FUNCTION search_month(timestamptz);
