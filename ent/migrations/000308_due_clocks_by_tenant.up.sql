-- Due by the time of each district: the clock of a test district may be ahead.
CREATE OR REPLACE FUNCTION due_clocks(before timestamptz, batch int) RETURNS TABLE (tenant_id int, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT d.tenant_id, d.id FROM (
    SELECT c.tenant_id, c.id, c.next_check_at FROM public.clock c WHERE c.next_check_at <= before
    UNION ALL
    SELECT c.tenant_id, c.id, c.next_check_at FROM public.tenant_clock t
      JOIN public.clock c ON c.tenant_id = t.tenant_id AND c.next_check_at > before
        AND c.next_check_at <= before + t.ahead * interval '1 microsecond') d
  ORDER BY d.next_check_at, d.tenant_id, d.id LIMIT batch
$$;
