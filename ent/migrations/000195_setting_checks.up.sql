ALTER TABLE setting
  ADD CONSTRAINT setting_period CHECK (valid_to IS NULL OR valid_to > valid_from),
  ADD CONSTRAINT setting_key CHECK (key ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$'),
  ADD CONSTRAINT setting_one_at_a_time EXCLUDE USING gist (tenant_id WITH =, key WITH =,
    (coalesce(unit_id, '00000000-0000-0000-0000-000000000000'::uuid)) WITH =, tstzrange(valid_from, valid_to) WITH &&);
