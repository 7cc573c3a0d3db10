CREATE INDEX mandate_by_end ON mandate (tenant_id, valid_to) WHERE state IN ('REQUESTED', 'ACTIVE');
