DROP INDEX "booking_by_start";
