CREATE INDEX consultation_opinion_by_unit_awaited ON consultation_opinion (tenant_id, unit_id, consultation_create_time, consultation_id)
  WHERE await_time IS NOT NULL;
