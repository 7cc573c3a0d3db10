CREATE UNIQUE INDEX redaction_once ON redaction (tenant_id, subject, part) WHERE end_time IS NULL;
