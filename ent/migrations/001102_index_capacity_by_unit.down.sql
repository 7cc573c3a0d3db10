DROP INDEX "capacity_by_unit";
