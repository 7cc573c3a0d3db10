DROP INDEX "place_by_unit";
