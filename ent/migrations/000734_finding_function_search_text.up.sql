-- What an issue is found by: its title, the initials of that, and its description.
CREATE FUNCTION search_text(title text, description text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT public.search_fold(title) || E'\n' || public.search_initials(public.search_fold(title)) || E'\n' || public.search_fold(description)
$$;
