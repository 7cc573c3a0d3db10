DROP INDEX "booking_by_resource";
