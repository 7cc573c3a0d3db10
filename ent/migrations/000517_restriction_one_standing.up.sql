CREATE UNIQUE INDEX restriction_one_standing ON restriction (tenant_id, person_id, scope) WHERE state IN ('ACTIVE', 'APPEALED', 'UPHELD');
