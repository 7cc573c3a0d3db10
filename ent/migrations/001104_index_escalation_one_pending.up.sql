CREATE UNIQUE INDEX escalation_one_pending ON escalation (tenant_id, dispatch_id) WHERE state = 'PENDING';
