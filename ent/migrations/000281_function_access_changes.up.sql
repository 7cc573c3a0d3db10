-- What the principals of all tenants rest on and was changed from a horizon on, and the next horizon, on a row without a
-- tenant. A position is the number of the transaction that made the change: below the horizon every transaction has ended,
-- so a change that commits late is not passed over. A position from before a restore lies in the future and is left out.
CREATE FUNCTION access_changes(since bigint) RETURNS TABLE (tenant_id int, subject_id uuid, "position" bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT NULL::int, NULL::uuid, pg_snapshot_xmin(pg_current_snapshot())::text::bigint
  UNION ALL
  SELECT c.tenant_id, c.subject_id, c.position FROM public.access_change c
    WHERE c.position >= since AND c.position < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
$$;
