CREATE UNIQUE INDEX assignment_external_number ON assignment (tenant_id, external_number, unit_id) WHERE external_number IS NOT NULL;
