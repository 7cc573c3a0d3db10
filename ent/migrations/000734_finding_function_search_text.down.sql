DROP FUNCTION search_text(text, text);
