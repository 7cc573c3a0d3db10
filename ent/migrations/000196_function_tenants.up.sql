-- The tenants of this installation, for the jobs that go from one to the next.
CREATE FUNCTION tenants() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM tenant ORDER BY id
$$;
