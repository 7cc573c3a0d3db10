CREATE UNIQUE INDEX assignment_one_per_unit ON assignment (tenant_id, dispatch_id, unit_id)
  WHERE state NOT IN ('RETURNED', 'CANCELLED', 'HANDED_OVER');
