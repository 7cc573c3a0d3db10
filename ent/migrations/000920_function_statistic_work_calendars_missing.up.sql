-- In how many districts the administrators were told that the last working calendar is of a year after which none is published, and none was
-- published since.
CREATE FUNCTION statistic_work_calendars_missing() RETURNS double precision
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*)::double precision FROM counted_tenants() AS district (tenant_id)
  WHERE (SELECT w.warn_time FROM work_calendar w WHERE w.tenant_id = district.tenant_id ORDER BY w.year DESC, w.edition DESC LIMIT 1) IS NOT NULL
$$;
