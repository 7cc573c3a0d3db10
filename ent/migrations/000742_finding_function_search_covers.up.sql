-- Whether an issue lies in, is led or assisted by one of some units, or was reported by one of some persons.
CREATE FUNCTION search_covers(i issue, units uuid[], persons uuid[]) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT i.unit_id = ANY (units) OR i.lead_unit_id = ANY (units) OR i.reporter_id = ANY (persons) OR i.assist_unit_ids ?| units::text[]
$$;
