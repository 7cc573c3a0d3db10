CREATE UNIQUE INDEX clock_one_running ON clock (tenant_id, dispatch_id, coalesce(assignment_id, dispatch_id), kind)
  WHERE stopped_time IS NULL;
