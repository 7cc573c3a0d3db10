ALTER TABLE booking DROP CONSTRAINT booking_not_empty;
