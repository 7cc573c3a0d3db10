CREATE INDEX task_open_until ON task (tenant_id, due_time, id) WHERE state = 'OPEN' AND overdue_time IS NULL;
