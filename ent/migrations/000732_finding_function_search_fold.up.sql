-- A text as it is compared: wide letters as narrow ones, capital as small.
CREATE FUNCTION search_fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT lower(normalize(words, NFKC) COLLATE "C")
$$;
