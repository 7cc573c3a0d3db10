DROP INDEX "clock_by_assignment";
