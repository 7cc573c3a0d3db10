DROP INDEX "place_by_parent";
