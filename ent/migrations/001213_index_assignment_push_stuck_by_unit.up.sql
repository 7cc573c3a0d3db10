CREATE INDEX assignment_push_stuck_by_unit ON assignment_push (tenant_id, unit_id, create_time, id) WHERE stuck_time IS NOT NULL;
