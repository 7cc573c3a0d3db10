ALTER TABLE booking ADD CONSTRAINT booking_not_empty CHECK (start_time < end_time);
