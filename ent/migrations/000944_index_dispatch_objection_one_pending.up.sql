CREATE UNIQUE INDEX dispatch_objection_one_pending ON dispatch_objection (tenant_id, assignment_id) WHERE state = 'PENDING';
