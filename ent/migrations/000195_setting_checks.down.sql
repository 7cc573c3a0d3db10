ALTER TABLE setting
  DROP CONSTRAINT setting_period,
  DROP CONSTRAINT setting_key,
  DROP CONSTRAINT setting_one_at_a_time;
