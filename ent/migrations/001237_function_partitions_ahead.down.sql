-- Months of the append-only tables, as bounds of UUIDv7 ids: a month begins at midnight in Asia/Shanghai.
CREATE OR REPLACE FUNCTION partitions_ahead(since timestamptz, months int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  parent text;
  month date;
  child text;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('haolinju.partitions'));
  FOREACH parent IN ARRAY ARRAY['audit', 'event'] LOOP
    FOR i IN 0 .. least(months, 36) LOOP
      month := (date_trunc('month', since AT TIME ZONE 'Asia/Shanghai') + make_interval(months => i))::date;
      child := parent || to_char(month, '_YYYYMM');
      CONTINUE WHEN to_regclass('public.' || child) IS NOT NULL;
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', child, parent,
        uuid_v7_floor(month::timestamp AT TIME ZONE 'Asia/Shanghai'),
        uuid_v7_floor((month + interval '1 month') AT TIME ZONE 'Asia/Shanghai'));
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
