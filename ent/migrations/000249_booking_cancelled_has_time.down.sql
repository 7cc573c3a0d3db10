ALTER TABLE booking DROP CONSTRAINT booking_cancelled_has_time;
