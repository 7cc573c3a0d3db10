-- A value that was taken back before it began holds at no time.
ALTER TABLE setting
  DROP CONSTRAINT setting_one_at_a_time,
  ADD CONSTRAINT setting_one_at_a_time EXCLUDE USING gist (tenant_id WITH =, key WITH =,
    (coalesce(unit_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =, tstzrange(valid_from, valid_to) WITH &&)
    WHERE (cancel_time IS NULL),
  ADD CONSTRAINT setting_cancelled_before_it_began CHECK (cancel_time < valid_from),
  ADD CONSTRAINT setting_cancelled_by CHECK (cancelled_by IS NULL OR cancel_time IS NOT NULL);
