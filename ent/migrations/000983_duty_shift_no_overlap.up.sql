ALTER TABLE duty_shift ADD CONSTRAINT duty_shift_no_overlap EXCLUDE USING gist (tenant_id WITH =, unit_id WITH =, post WITH =, tstzrange(start_time, end_time) WITH &&) WHERE (state <> 'CANCELLED');
