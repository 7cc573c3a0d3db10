-- The issues of a tenant whose text has all of some words, the newest first behind a place, at most so many: everywhere, or those that some units or
-- persons are concerned with. It runs with its owner's rights because row-level security keeps the operator of the index from it, so it
-- answers for the tenant of the session alone. It reads the newest thousand texts, which answers for frequent words; what is older it looks up in the
-- index month by month, so that no search costs more than the texts of a few months that have its words.
CREATE FUNCTION search_issues(tenant int, words text[], everywhere boolean, units uuid[], persons uuid[], before timestamptz, before_id uuid, most int)
  RETURNS TABLE (id uuid, create_time timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  folded text[] := ARRAY(SELECT search_fold(word) FROM unnest(words) AS word);
  pairs text[] := ARRAY(SELECT DISTINCT pair FROM unnest(folded) AS word, unnest(search_pairs(word)) AS pair);
  edge record;
  first date;
  month date;
  found int;
BEGIN
  IF tenant IS DISTINCT FROM nullif(current_setting('app.tenant_id', true), '')::int THEN
    RAISE EXCEPTION 'the session is not bound to tenant %', tenant USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
    SELECT new.issue_id, new.create_time
    FROM (
      SELECT t.issue_id, t.create_time, t.text FROM issue_text t
      WHERE t.tenant_id = tenant AND (t.create_time, t.issue_id) < (before, before_id)
      ORDER BY t.create_time DESC, t.issue_id DESC LIMIT 1000
    ) AS new
    JOIN issue i ON i.tenant_id = tenant AND i.id = new.issue_id
    WHERE NOT EXISTS (SELECT FROM unnest(folded) AS word WHERE strpos(new.text, word) = 0)
      AND (everywhere OR search_covers(i, units, persons))
    ORDER BY new.create_time DESC, new.issue_id DESC LIMIT most;
  GET DIAGNOSTICS found = ROW_COUNT;
  most := most - found;
  SELECT t.create_time, t.issue_id INTO edge FROM issue_text t
    WHERE t.tenant_id = tenant AND (t.create_time, t.issue_id) < (before, before_id)
    ORDER BY t.create_time DESC, t.issue_id DESC OFFSET 999 LIMIT 1;
  SELECT search_month(t.create_time) INTO first FROM issue_text t WHERE t.tenant_id = tenant ORDER BY t.create_time, t.issue_id LIMIT 1;
  month := search_month(edge.create_time);
  WHILE month >= first AND most > 0 LOOP
    RETURN QUERY
      SELECT old.issue_id, old.create_time
      FROM (
        SELECT t.issue_id, t.create_time FROM issue_text t
        WHERE t.tenant_id = tenant AND search_month(t.create_time) = month AND search_pairs(t.text) @> pairs
          AND (t.create_time, t.issue_id) < (edge.create_time, edge.issue_id)
          AND NOT EXISTS (SELECT FROM unnest(folded) AS word WHERE strpos(t.text, word) = 0)
        ORDER BY t.create_time DESC, t.issue_id DESC
      ) AS old
      JOIN issue i ON i.tenant_id = tenant AND i.id = old.issue_id
      WHERE everywhere OR search_covers(i, units, persons)
      ORDER BY old.create_time DESC, old.issue_id DESC LIMIT most;
    GET DIAGNOSTICS found = ROW_COUNT;
    most := most - found;
    month := month - interval '1 month';
  END LOOP;
END
$$;
