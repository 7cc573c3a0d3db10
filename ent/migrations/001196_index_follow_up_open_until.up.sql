CREATE INDEX follow_up_open_until ON follow_up (tenant_id, due_time, id) WHERE state = 'OPEN' AND overdue_time IS NULL;
