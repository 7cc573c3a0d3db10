-- The clocks of test districts that were set ahead, in microseconds.
CREATE FUNCTION clocks_ahead() RETURNS TABLE (tenant_id int, ahead bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.tenant_id, t.ahead FROM public.tenant_clock t
$$;
