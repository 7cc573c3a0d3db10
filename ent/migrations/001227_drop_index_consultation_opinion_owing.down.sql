CREATE INDEX consultation_opinion_owing ON consultation_opinion (tenant_id, unit_id, consultation_id) WHERE give_time IS NULL;
