CREATE INDEX assignment_push_stuck_by_time ON assignment_push (tenant_id, create_time, id) WHERE stuck_time IS NOT NULL;
