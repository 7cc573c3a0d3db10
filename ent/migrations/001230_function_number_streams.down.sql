-- As before, but the rows of a tenant get their numbers in one statement: one for each row cost several times what it wrote.
CREATE OR REPLACE FUNCTION number_streams(batch int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  t int;
  head stream_head;
  r record;
  ids uuid[];
  digests bytea[];
  numbered int;
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
    ids := ARRAY(SELECT id FROM event WHERE tenant_id = t AND position IS NULL ORDER BY id LIMIT batch);
    UPDATE event SET position = head.position + new.n FROM unnest(ids) WITH ORDINALITY new (id, n)
      WHERE event.tenant_id = t AND event.id = new.id;
    GET DIAGNOSTICS numbered = ROW_COUNT;
    UPDATE stream_head SET position = head.position + numbered WHERE tenant_id = t AND stream = 'event';
    done := done + numbered;

    SELECT * INTO head FROM stream_head WHERE tenant_id = t AND stream = 'audit' FOR UPDATE;
    ids := '{}';
    digests := '{}';
    FOR r IN SELECT * FROM audit WHERE tenant_id = t AND position IS NULL ORDER BY id LIMIT batch LOOP
      ids := ids || r.id;
      head.digest := audit_digest(head.digest, head.position + cardinality(ids), r.tenant_id, r.id, r.time, r.actor_id, r.actor_kind,
        r.origin, r.request_id, r.action, r.object, r.result, r.before, r.after, r.on_behalf_of_id);
      digests := digests || head.digest;
    END LOOP;
    UPDATE audit SET position = head.position + new.n, digest = new.digest FROM unnest(ids, digests) WITH ORDINALITY new (id, digest, n)
      WHERE audit.tenant_id = t AND audit.id = new.id;
    UPDATE stream_head SET position = head.position + cardinality(ids), digest = head.digest WHERE tenant_id = t AND stream = 'audit';
    done := done + cardinality(ids);
  END LOOP;
  RETURN done;
END $$;
