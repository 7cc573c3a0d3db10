-- SHA-256 over the digest before it and every column of the row, as a JSON array: no two rows share a text. In whose place an
-- actor acted is one element more, so that rows without it keep the digest that they always had.
CREATE FUNCTION audit_digest(previous bytea, "position" bigint, tenant int, id uuid, "time" timestamptz, actor uuid,
  actor_kind text, origin text, request_id text, action text, object text, result text, before jsonb, after jsonb,
  on_behalf_of uuid) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
  SELECT sha256(previous || convert_to((jsonb_build_array("position", tenant, id, "time", actor, actor_kind, origin, request_id,
    action, object, result, before, after) || CASE WHEN on_behalf_of IS NULL THEN '[]' ELSE jsonb_build_array(on_behalf_of) END)::text, 'UTF8'))
$$;
