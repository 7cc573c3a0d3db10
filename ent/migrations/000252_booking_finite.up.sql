ALTER TABLE booking ADD CONSTRAINT booking_finite CHECK (isfinite(start_time) AND isfinite(end_time));
