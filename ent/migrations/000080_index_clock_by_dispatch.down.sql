DROP INDEX "clock_by_dispatch";
