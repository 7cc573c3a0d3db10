DROP INDEX "exclusion_by_reviewing_unit";
