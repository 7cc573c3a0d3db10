CREATE INDEX assignment_push_pending ON assignment_push (tenant_id, pending_time, id) WHERE pending_time IS NOT NULL AND stuck_time IS NULL;
