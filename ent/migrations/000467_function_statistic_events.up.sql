-- How many events have been numbered so far.
CREATE FUNCTION statistic_events() RETURNS double precision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(sum(position), 0)::double precision FROM stream_head
  WHERE stream = 'event' AND tenant_id IN (SELECT counted_tenants())
$$;
