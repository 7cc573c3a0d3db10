CREATE UNIQUE INDEX legal_hold_one ON legal_hold (tenant_id, person_id) WHERE lift_time IS NULL;
