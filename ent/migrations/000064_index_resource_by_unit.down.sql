DROP INDEX "resource_by_unit";
