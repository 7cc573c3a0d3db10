-- How many districts there are.
CREATE FUNCTION statistic_districts() RETURNS double precision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::double precision FROM counted_tenants()
$$;
