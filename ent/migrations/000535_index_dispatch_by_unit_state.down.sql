DROP INDEX "dispatch_by_unit_state";
