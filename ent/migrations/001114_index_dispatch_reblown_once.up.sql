CREATE UNIQUE INDEX dispatch_reblown_once ON dispatch (tenant_id, former_id) WHERE former_id IS NOT NULL;
