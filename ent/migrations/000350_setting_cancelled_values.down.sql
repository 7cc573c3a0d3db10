DELETE FROM setting WHERE cancel_time IS NOT NULL;
ALTER TABLE setting
  DROP CONSTRAINT setting_one_at_a_time,
  DROP CONSTRAINT setting_cancelled_before_it_began,
  DROP CONSTRAINT setting_cancelled_by,
  ADD CONSTRAINT setting_one_at_a_time EXCLUDE USING gist (tenant_id WITH =, key WITH =,
    (coalesce(unit_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =, tstzrange(valid_from, valid_to) WITH &&);
