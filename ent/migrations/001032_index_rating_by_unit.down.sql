DROP INDEX "rating_by_unit";
