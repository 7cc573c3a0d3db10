DROP INDEX "delivery_by_time";
