DROP FUNCTION search_fold(text);
