CREATE OR REPLACE FUNCTION search_pairs(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
  SELECT coalesce(array_agg(DISTINCT pair COLLATE "C"), '{}')
  FROM (SELECT sign || lead(sign) OVER (ORDER BY at) AS pair FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS signs (sign, at)) AS neighbours
  WHERE pair !~ '\s'
$$;
