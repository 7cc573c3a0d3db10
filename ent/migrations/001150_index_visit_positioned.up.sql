CREATE INDEX visit_positioned ON visit (tenant_id, create_time, id) WHERE datum IS NOT NULL;
