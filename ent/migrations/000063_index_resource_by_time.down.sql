DROP INDEX "resource_by_time";
