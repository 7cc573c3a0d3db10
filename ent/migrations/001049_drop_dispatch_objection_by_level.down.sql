CREATE INDEX dispatch_objection_by_level ON dispatch_objection (tenant_id, level, create_time, id);
