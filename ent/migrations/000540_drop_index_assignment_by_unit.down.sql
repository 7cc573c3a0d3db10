CREATE INDEX assignment_by_unit ON assignment (tenant_id, unit_id, create_time, id);
