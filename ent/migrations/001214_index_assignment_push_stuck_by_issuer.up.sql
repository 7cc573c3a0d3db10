CREATE INDEX assignment_push_stuck_by_issuer ON assignment_push (tenant_id, issuing_unit_id, create_time, id) WHERE stuck_time IS NOT NULL;
