CREATE INDEX audit_unsealed ON audit (tenant_id, id) WHERE position IS NULL;
