CREATE INDEX issue_at_work_by_due ON issue (tenant_id, due_time) WHERE state IN ('DISPATCHED', 'HANDLING');
