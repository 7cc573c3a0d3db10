DROP INDEX "rating_by_time";
