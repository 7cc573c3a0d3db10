CREATE UNIQUE INDEX boundary_plan_begins_once ON boundary_plan (tenant_id, valid_from) WHERE state = 'PUBLISHED';
