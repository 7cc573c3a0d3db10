CREATE INDEX dispatch_objection_by_district ON dispatch_objection (tenant_id, create_time, id)
  WHERE level = 'DISTRICT' AND state IN ('UPHELD', 'OVERRULED');
