CREATE UNIQUE INDEX joint_confirmation_one_pending ON joint_confirmation (tenant_id, issue_id) WHERE state = 'PENDING';
