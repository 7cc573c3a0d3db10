CREATE OR REPLACE FUNCTION due_clocks(before timestamptz, batch int) RETURNS TABLE (tenant_id int, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT c.tenant_id, c.id FROM public.clock c WHERE c.next_check_at <= before ORDER BY c.next_check_at, c.tenant_id, c.id LIMIT batch
$$;
