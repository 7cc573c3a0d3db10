DROP FUNCTION search_pairs(text);
