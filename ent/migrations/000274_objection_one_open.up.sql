CREATE UNIQUE INDEX objection_one_open ON objection (tenant_id, nomination_id, objector_id) WHERE state = 'OPEN';
