CREATE UNIQUE INDEX consent_one_open ON consent (tenant_id, person_id, purpose) WHERE end_time IS NULL;
