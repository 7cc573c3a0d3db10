DROP INDEX "dispatch_by_unit";
