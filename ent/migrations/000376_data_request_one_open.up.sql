CREATE UNIQUE INDEX data_request_one_open ON data_request (tenant_id, person_id, kind) WHERE state IN ('REQUESTED', 'VERIFIED');
