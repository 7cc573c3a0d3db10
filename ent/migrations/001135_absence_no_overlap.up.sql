ALTER TABLE absence ADD CONSTRAINT absence_no_overlap EXCLUDE USING gist (tenant_id WITH =, unit_id WITH =, person_id WITH =, tstzrange(start_time, end_time) WITH &&) WHERE (cancel_time IS NULL);
