DROP INDEX "dispatch_by_time";
