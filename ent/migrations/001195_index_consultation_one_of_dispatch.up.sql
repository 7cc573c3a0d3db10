CREATE UNIQUE INDEX consultation_one_of_dispatch ON consultation (tenant_id, dispatch_id) WHERE state = 'OPEN';
