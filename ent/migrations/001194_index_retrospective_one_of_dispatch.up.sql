CREATE UNIQUE INDEX retrospective_one_of_dispatch ON retrospective (tenant_id, dispatch_id) WHERE state = 'OPEN';
