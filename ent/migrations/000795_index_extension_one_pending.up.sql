CREATE UNIQUE INDEX extension_one_pending ON extension (tenant_id, assignment_id) WHERE state = 'PENDING';
