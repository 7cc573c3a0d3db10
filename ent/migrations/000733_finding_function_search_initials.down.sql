DROP FUNCTION search_initials(text);
