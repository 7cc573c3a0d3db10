-- How far the events of each tenant are numbered: those who wait for news look here, one look for all of them.
CREATE FUNCTION stream_heads() RETURNS TABLE (tenant_id int, "position" bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT h.tenant_id, h.position FROM public.stream_head h WHERE h.stream = 'event'
$$;
