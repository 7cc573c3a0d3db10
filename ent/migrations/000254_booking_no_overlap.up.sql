ALTER TABLE booking ADD CONSTRAINT booking_no_overlap EXCLUDE USING gist (tenant_id WITH =, resource_id WITH =, tstzrange(start_time, end_time) WITH &&) WHERE (state IN ('CONFIRMED'));
