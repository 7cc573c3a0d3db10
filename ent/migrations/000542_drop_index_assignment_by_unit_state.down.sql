CREATE INDEX assignment_by_unit_state ON assignment (tenant_id, unit_id, state, create_time, id);
