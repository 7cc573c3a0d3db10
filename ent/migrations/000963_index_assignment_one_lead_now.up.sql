CREATE UNIQUE INDEX assignment_one_lead ON assignment (tenant_id, dispatch_id)
  WHERE role = 'LEAD' AND state NOT IN ('RETURNED', 'CANCELLED', 'HANDED_OVER');
