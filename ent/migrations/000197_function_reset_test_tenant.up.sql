-- Deletes every row of a tenant that was made for tests; the row of the tenant itself stays. A real one is refused.
CREATE FUNCTION reset_test_tenant(tenant int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  names text[];
  held text[];
  t text;
  n bigint;
  total bigint := 0;
BEGIN
  IF NOT EXISTS (SELECT FROM tenant d WHERE d.id = reset_test_tenant.tenant AND d.kind = 'TEST') THEN
    RAISE EXCEPTION 'tenant % is not one for tests', tenant USING ERRCODE = 'HL001';
  END IF;
  SELECT array_agg(c.relname) INTO names FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND obj_description(c.oid, 'pg_class') LIKE 'distributed%';
  -- A table that others still refer to waits for the next round.
  WHILE cardinality(names) > 0 LOOP
    held := '{}';
    FOREACH t IN ARRAY names LOOP
      BEGIN
        EXECUTE format('DELETE FROM public.%I WHERE tenant_id = $1', t) USING tenant;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
      EXCEPTION WHEN foreign_key_violation THEN
        held := held || t;
      END;
    END LOOP;
    IF cardinality(held) = cardinality(names) THEN
      RAISE EXCEPTION 'tables % refer to each other', held;
    END IF;
    names := held;
  END LOOP;
  RETURN total;
END $$;
