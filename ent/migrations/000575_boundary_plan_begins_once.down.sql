DROP INDEX boundary_plan_begins_once;
