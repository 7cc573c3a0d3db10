CREATE INDEX joint_confirmation_pending ON joint_confirmation (tenant_id, end_time, id) WHERE state = 'PENDING';
