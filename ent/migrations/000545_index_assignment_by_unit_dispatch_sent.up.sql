CREATE INDEX assignment_by_unit_dispatch ON assignment (tenant_id, unit_id, dispatch_create_time, dispatch_id)
  WHERE sent_time IS NOT NULL;
