DROP INDEX "rework_by_unit";
