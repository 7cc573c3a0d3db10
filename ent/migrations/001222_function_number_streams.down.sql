-- Numbers what is committed, tenant by tenant, in the order of ids, and extends the digest chain of the audit. One
-- caller at a time does the work; any other goes home with 0. A row's digest covers the digest before it.
CREATE OR REPLACE FUNCTION number_streams(batch int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t int;
  head stream_head;
  r record;
  done int := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('haolinju.sequencer')) THEN
    RETURN 0;
  END IF;
  FOR t IN SELECT tenant_id FROM event WHERE position IS NULL
           UNION SELECT tenant_id FROM audit WHERE position IS NULL LOOP
    INSERT INTO stream_head (tenant_id, stream, position, digest)
      VALUES (t, 'event', 0, ''), (t, 'audit', 0, '') ON CONFLICT DO NOTHING;

    SELECT * INTO head FROM stream_head WHERE tenant_id = t AND stream = 'event' FOR UPDATE;
    FOR r IN SELECT id FROM event WHERE tenant_id = t AND position IS NULL ORDER BY id LIMIT batch LOOP
      head.position := head.position + 1;
      UPDATE event SET position = head.position WHERE tenant_id = t AND id = r.id;
      done := done + 1;
    END LOOP;
    UPDATE stream_head SET position = head.position WHERE tenant_id = t AND stream = 'event';

    SELECT * INTO head FROM stream_head WHERE tenant_id = t AND stream = 'audit' FOR UPDATE;
    FOR r IN SELECT * FROM audit WHERE tenant_id = t AND position IS NULL ORDER BY id LIMIT batch LOOP
      head.position := head.position + 1;
      head.digest := audit_digest(head.digest, head.position, r.tenant_id, r.id, r.time, r.actor_id, r.actor_kind,
        r.origin, r.request_id, r.action, r.object, r.result, r.before, r.after, r.on_behalf_of_id);
      UPDATE audit SET position = head.position, digest = head.digest WHERE tenant_id = t AND id = r.id;
      done := done + 1;
    END LOOP;
    UPDATE stream_head SET position = head.position, digest = head.digest WHERE tenant_id = t AND stream = 'audit';
  END LOOP;
  RETURN done;
END $$;
