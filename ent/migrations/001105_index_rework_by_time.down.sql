DROP INDEX "rework_by_time";
