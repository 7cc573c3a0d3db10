CREATE UNIQUE INDEX api_client_certificate_subject_unique ON api_client (tenant_id, certificate_subject) WHERE state <> 'REVOKED';
