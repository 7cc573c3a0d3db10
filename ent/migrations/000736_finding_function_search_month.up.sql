-- The month of a time in Beijing, by which the index of the search is parted.
CREATE FUNCTION search_month(at timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT date_trunc('month', at AT TIME ZONE 'Asia/Shanghai')::date
$$;
