CREATE UNIQUE INDEX supervision_once ON supervision (tenant_id, clock_id, share) WHERE clock_id IS NOT NULL;
