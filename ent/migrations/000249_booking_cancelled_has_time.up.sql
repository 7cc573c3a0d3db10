ALTER TABLE booking ADD CONSTRAINT booking_cancelled_has_time CHECK ((state = 'CANCELLED') = (cancel_time IS NOT NULL));
