-- The tenants whose data enter statistics: those made for tests do not. Every function statistic_… stands on it.
CREATE FUNCTION counted_tenants() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM tenant WHERE kind <> 'TEST' ORDER BY id
$$;
