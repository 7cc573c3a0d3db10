DROP INDEX "exclusion_by_unit";
