CREATE UNIQUE INDEX mandate_one_active ON mandate (tenant_id, person_id, delegate_id) WHERE state = 'ACTIVE';
