DROP INDEX "exclusion_by_time";
