DROP INDEX "booking_by_person";
