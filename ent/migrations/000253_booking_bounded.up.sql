ALTER TABLE booking ADD CONSTRAINT booking_bounded CHECK (CASE WHEN isfinite(start_time) AND isfinite(end_time) THEN end_time - start_time <= interval '31 days' ELSE true END);
