-- The first position at which the audit of a tenant does not hold: a row altered, removed or reordered; null when whole.
CREATE OR REPLACE FUNCTION verify_audit(tenant int) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  r record;
  head stream_head;
  expected bigint := 0;
  before bytea := '';
BEGIN
  FOR r IN SELECT * FROM audit WHERE tenant_id = tenant AND position IS NOT NULL ORDER BY position, id LOOP
    expected := expected + 1;
    before := audit_digest(before, expected, r.tenant_id, r.id, r.time, r.actor_id, r.actor_kind, r.origin, r.request_id,
      r.action, r.object, r.result, r.before, r.after, r.on_behalf_of_id);
    IF r.position <> expected OR r.digest <> before THEN
      RETURN expected;
    END IF;
  END LOOP;
  SELECT * INTO head FROM stream_head WHERE tenant_id = tenant AND stream = 'audit';
  IF FOUND AND (head.position <> expected OR head.digest <> before) THEN
    RETURN expected + 1;
  END IF;
  RETURN NULL;
END $$;
