ALTER TABLE booking ADD CONSTRAINT booking_headcount CHECK (headcount > 0);
