DROP INDEX "boundary_plan_by_time";
