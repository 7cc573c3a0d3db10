CREATE UNIQUE INDEX unit_one_district ON unit (tenant_id) WHERE kind = 'DISTRICT';
