DROP INDEX "unit_by_parent";
