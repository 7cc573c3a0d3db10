CREATE UNIQUE INDEX callback_task_one_open ON callback_task (tenant_id, issue_id) WHERE state IN ('WAITING', 'OPEN');
